"""The addresses of this floor."""

from django.urls import path

from clients import views

urlpatterns = [
    path("clients/new/", views.client_new, name="client_new"),
]
