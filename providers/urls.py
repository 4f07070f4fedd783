"""The addresses of the directory."""

from django.urls import path

from providers import views

urlpatterns = [
    path("directory/", views.provider_list, name="provider_list"),
    path("directory/add/", views.provider_add, name="provider_add"),
    path("directory/<uuid:provider_id>/", views.provider_page, name="provider_page"),
    path("directory/<uuid:provider_id>/edit/", views.provider_edit, name="provider_edit"),
    path(
        "directory/<uuid:provider_id>/activate/",
        views.provider_move,
        {"name": "activate"},
        name="provider_activate",
    ),
    path(
        "directory/<uuid:provider_id>/suspend/",
        views.provider_move,
        {"name": "suspend"},
        name="provider_suspend",
    ),
    path(
        "directory/<uuid:provider_id>/reinstate/",
        views.provider_move,
        {"name": "reinstate"},
        name="provider_reinstate",
    ),
    path("directory/<uuid:provider_id>/invite/", views.provider_invite, name="provider_invite"),
    path(
        "directory/<uuid:provider_id>/memberships/add/", views.membership_add, name="membership_add"
    ),
    path(
        "directory/memberships/<uuid:membership_id>/end/",
        views.membership_end,
        name="membership_end",
    ),
    path("directory/organizations/", views.organization_list, name="organization_list"),
    path("directory/organizations/add/", views.organization_add, name="organization_add"),
    path(
        "directory/organizations/<uuid:organization_id>/edit/",
        views.organization_edit,
        name="organization_edit",
    ),
]
