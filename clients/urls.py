"""The addresses of this floor."""

from django.urls import path

from clients import representing, views

urlpatterns = [
    path("clients/new/", views.client_new, name="client_new"),
    path("clients/<uuid:client_id>/invite/", views.client_invite, name="client_invite"),
    path("acting-for/", representing.act_for, name="act_for"),
]
