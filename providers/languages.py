"""The languages that providers speak with clients, by the codes of ISO 639."""

from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Spoken(models.TextChoices):
    AMHARIC = "am", _("Amharic")
    ARABIC = "ar", _("Arabic")
    SIGN = "ase", _("American Sign Language")
    BENGALI = "bn", _("Bengali")
    CANTONESE = "yue", _("Cantonese")
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    GERMAN = "de", _("German")
    GREEK = "el", _("Greek")
    GUJARATI = "gu", _("Gujarati")
    HAITIAN = "ht", _("Haitian Creole")
    HEBREW = "he", _("Hebrew")
    HINDI = "hi", _("Hindi")
    HMONG = "hmn", _("Hmong")
    ITALIAN = "it", _("Italian")
    JAPANESE = "ja", _("Japanese")
    KHMER = "km", _("Khmer")
    KOREAN = "ko", _("Korean")
    LAO = "lo", _("Lao")
    MANDARIN = "cmn", _("Mandarin")
    NAVAJO = "nv", _("Navajo")
    NEPALI = "ne", _("Nepali")
    PERSIAN = "fa", _("Persian")
    POLISH = "pl", _("Polish")
    PORTUGUESE = "pt", _("Portuguese")
    PUNJABI = "pa", _("Punjabi")
    ROMANIAN = "ro", _("Romanian")
    RUSSIAN = "ru", _("Russian")
    SAMOAN = "sm", _("Samoan")
    SOMALI = "so", _("Somali")
    SPANISH = "es", _("Spanish")
    SWAHILI = "sw", _("Swahili")
    TAGALOG = "tl", _("Tagalog")
    TAMIL = "ta", _("Tamil")
    TELUGU = "te", _("Telugu")
    THAI = "th", _("Thai")
    TIGRINYA = "ti", _("Tigrinya")
    TURKISH = "tr", _("Turkish")
    UKRAINIAN = "uk", _("Ukrainian")
    URDU = "ur", _("Urdu")
    VIETNAMESE = "vi", _("Vietnamese")
    YIDDISH = "yi", _("Yiddish")


def code_of(typed):
    """The code of a language that is typed by name or code. Raises with what may be meant."""
    known = {str(one.label).casefold(): one.value for one in Spoken}
    known |= {one.value: one.value for one in Spoken}
    meant = typed.strip().casefold()
    if meant in known:
        return known[meant]
    near = get_close_matches(meant, known, n=1)
    if near:
        text = _("We do not know the language %(typed)s. Did you mean %(meant)s?")
        raise ValidationError(text % {"typed": typed, "meant": Spoken(known[near[0]]).label})
    raise ValidationError(
        _("We do not know the language %(typed)s. Enter its English name, such as Spanish")
        % {"typed": typed}
    )
