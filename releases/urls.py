"""The addresses of releases: the provider's side, then the client's."""

from django.urls import path

from releases.views import asking

urlpatterns = [
    path("releases/", asking.release_list, name="release_list"),
    path("releases/<uuid:release_id>/", asking.release_page, name="release_page"),
    path("clients/<uuid:client_id>/ask/", asking.ask_for_release, name="ask_for_release"),
]
