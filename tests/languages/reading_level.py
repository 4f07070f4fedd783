"""How hard a text is to read, by the two formulas that are usual for its language.

Flesch-Kincaid grade (Kincaid and others, 1975), for English: the school year that it needs.
    0.39 * words per sentence + 11.8 * syllables per word - 15.59
Fernández-Huerta (1959), for Spanish: from 0, very hard, to 100, very easy; 70 is "fairly easy".
    206.84 - 60 * syllables per word - 1.02 * words per sentence

A sentence ends with . ! ? : or ; or with its paragraph. The syllables of English are counted by
groups of vowels less a silent e; those of Spanish by its rules, which have no exceptions.
"""

import re

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE = re.compile(r"[^.!?:;\n]+")
HIATUS = re.compile(r"[aeoáéó](?=[aeoáéó])|[íú](?=[aeoáéó])|[aeoáéó](?=[íú])")
VOWELS = "aeiouáéíóúü"


def flesch_kincaid(text):
    """The school year that an English text needs."""
    words_per_sentence, syllables_per_word = _measures(text, english_syllables)
    return 0.39 * words_per_sentence + 11.8 * syllables_per_word - 15.59


def fernandez_huerta(text):
    """How easy a Spanish text is, up to 100 and beyond."""
    words_per_sentence, syllables_per_word = _measures(text, spanish_syllables)
    return 206.84 - 60 * syllables_per_word - 1.02 * words_per_sentence


def english_syllables(word):
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouyl]e$|[^aeioudty]ed$|[^aeiouysxz]es$|[aeiouy]le$", word)
    return max(1, groups - bool(silent))


def spanish_syllables(word):
    word = re.sub(r"qu(?=[eiéí])|gu(?=[eiéí])", "k", word.lower())
    word = re.sub(r"y$", "i", word)
    return max(1, len(re.findall(rf"[{VOWELS}]+", word)) + len(HIATUS.findall(word)))


def _measures(text, syllables):
    sentences = [one for one in SENTENCE.findall(text) if WORD.search(one)]
    words = WORD.findall(text)
    return len(words) / len(sentences), sum(map(syllables, words)) / len(words)
