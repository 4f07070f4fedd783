"""For whom a client's page is: the switch that templates/clients/representing.html shows."""

from django import template

from clients.representing import switch_of

register = template.Library()


@register.simple_tag(takes_context=True)
def switch(context):
    """The switch of this page, or None where there is nothing to switch."""
    request = context["request"]
    return switch_of(request) if hasattr(request, "acting_for") else None
