"""Tags behind templates/components/: a component with a body, a block said twice, an icon."""

from django import forms, template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_block_tag(takes_context=True)
def component(context, content, component_name, **parameters):
    """The component of that name, with what stands between the tags as its `content`.

    It sees its parameters and nothing else of the page, so it means the same everywhere.
    """
    chosen = context.template.engine.get_template(f"components/{component_name}.html")
    inner = context.new({"content": content, **parameters})
    for shared in ("request", "csrf_token"):
        if shared in context:
            inner[shared] = context[shared]
    return chosen.render(inner)


@register.simple_tag(takes_context=True)
def same_as(context, name):
    """What the page put into the block of that name, once more: a heading equals its title."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return block.render(context).strip()


@register.filter
def control(field):
    """The field's input, without the placeholder that some forms use in place of a label."""
    field.field.widget.attrs.pop("placeholder", None)
    return field


@register.filter
def problems(field):
    """The field's errors in words that stand alone: "Fill in: Full name", not "is required"."""
    plain = forms.Field.default_error_messages["required"]
    ask = _("Choose: %(label)s") if field.use_fieldset else _("Fill in: %(label)s")
    return [
        ask % {"label": field.label} if message == plain else message for message in field.errors
    ]


BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
            ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari")]  # fmt: skip
SYSTEMS = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
           ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")]  # fmt: skip


@register.filter
def device(user_agent):
    """What a browser says of itself, in words: "Firefox, Windows"."""
    names = [
        next((name for sign, name in signs if sign in user_agent), "")
        for signs in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, names)) or _("Another browser")
