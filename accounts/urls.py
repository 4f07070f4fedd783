"""The addresses of accounts that allauth does not bring."""

from django.urls import path

from accounts import views

urlpatterns = [
    # Stands before allauth's page of the same address.
    path("accounts/password/reset/", views.password_reset),
    path("accounts/mail/", views.mail_choice, name="mail_choice"),
    path("language/", views.language, name="language"),
    # Without the token: for somebody who came by the link and signed in on the way.
    path("invitation/", views.invitation, name="invitation_open"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
]
