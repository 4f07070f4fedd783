"""The addresses of accounts that allauth does not bring."""

from django.urls import path

from accounts import views

urlpatterns = [
    # Without the token: for somebody who came by the link and signed in on the way.
    path("invitation/", views.invitation, name="invitation_open"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
]
