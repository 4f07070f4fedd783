"""The addresses of this floor."""

from django.urls import path

from clients import representing, views

urlpatterns = [
    path("clients/new/", views.client_new, name="client_new"),
    path("clients/<uuid:client_id>/invite/", views.client_invite, name="client_invite"),
    path("clients/<uuid:client_id>/signers/", views.representatives, name="representatives"),
    path(
        "clients/<uuid:client_id>/signers/new/",
        views.representative_new,
        name="representative_new",
    ),
    path("clients/<uuid:client_id>/guardians/", views.guardians, name="guardians"),
    path("signers/<uuid:representative_id>/", views.representative, name="representative"),
    path(
        "signers/<uuid:representative_id>/invite/",
        views.representative_invite,
        name="representative_invite",
    ),
    path(
        "signers/<uuid:representative_id>/end/",
        views.representative_end,
        name="representative_end",
    ),
    path(
        "signers/<uuid:representative_id>/document/",
        views.authority_document,
        name="authority_document",
    ),
    path("clients/<uuid:client_id>/together/", views.unit_new, name="unit_new"),
    path("together/<uuid:unit_id>/", views.unit_page, name="unit_page"),
    path("together/<uuid:unit_id>/change/", views.unit_change, name="unit_change"),
    path("acting-for/", representing.act_for, name="act_for"),
]
