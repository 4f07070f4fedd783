"""Tags behind templates/components/: a component with a body, a block said twice, an icon."""

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY

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
