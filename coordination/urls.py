"""The addresses of the site, one include per floor."""

from django.contrib import admin
from django.urls import include, path

from coordination.views import demo, gallery, public

urlpatterns = [
    path("help/", public.help_page, name="help"),
    path("exit/", public.quick_exit, name="quick_exit"),
    path("demo/", demo.demo, name="demo"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("admin/", admin.site.urls),
]
