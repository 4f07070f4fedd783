"""The addresses of the site, one include per floor."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from coordination.views import (
    attachments,
    client_page,
    complaints,
    demo,
    finding,
    front,
    gallery,
    history,
    home,
    notes,
    officer,
    public,
    revising,
    shared,
    threads,
    today,
    treatment,
    writing,
)

# The admin's own form knows neither limits nor second factors.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", front.front, name="front"),
    path("help/", public.help_page, name="help"),
    path("exit/", public.quick_exit, name="quick_exit"),
    path("demo/", demo.demo, name="demo"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("providers.urls")),
    path("", include("clients.urls")),
    path("", include("releases.urls")),
    path("today/", today.today, name="today"),
    path("find/", finding.find, name="find"),
    path("clients/", client_page.client_list, name="client_list"),
    path("clients/<uuid:client_id>/", client_page.client_page, name="client_page"),
    path("clients/<uuid:client_id>/end/", treatment.treatment_end, name="treatment_end"),
    path("clients/<uuid:client_id>/notes/new/", writing.note_new, name="note_new"),
    path("clients/<uuid:client_id>/notes/apart/", writing.note_new_apart, name="note_new_apart"),
    path("notes/<uuid:item_id>/part/", writing.note_part, name="note_part"),
    path("notes/<uuid:item_id>/", notes.note_page, name="note_page"),
    path("notes/<uuid:item_id>/change/", revising.note_revise, name="note_revise"),
    path("notes/<uuid:item_id>/share/", notes.note_share, name="note_share"),
    path("notes/<uuid:item_id>/files/", attachments.note_files, name="note_files"),
    path(
        "notes/<uuid:item_id>/files/<uuid:attachment_id>/",
        attachments.note_file,
        name="note_file",
    ),
    path(
        "notes/<uuid:item_id>/files/<uuid:attachment_id>/remove/",
        attachments.note_file_remove,
        name="note_file_remove",
    ),
    path(
        "shared/<uuid:share_id>/files/<uuid:attachment_id>/",
        attachments.shared_file,
        name="shared_file",
    ),
    path(
        "home/notes/<uuid:share_id>/files/<uuid:attachment_id>/",
        attachments.client_file,
        name="client_file",
    ),
    path("shares/<uuid:share_id>/withdraw/", notes.share_withdraw, name="share_withdraw"),
    path("shared/", shared.shared_with_me, name="shared_with_me"),
    path("shared/<uuid:share_id>/", shared.shared_open, name="shared_open"),
    path("clients/<uuid:client_id>/messages/new/", threads.thread_new, name="thread_new"),
    path("messages/", threads.thread_list, name="thread_list"),
    path("messages/<uuid:thread_id>/", threads.thread_page, name="thread_page"),
    path("messages/<uuid:thread_id>/now/", threads.thread_now, name="thread_now"),
    path("home/", home.client_home, name="client_home"),
    path("home/notes/", home.client_notes, name="client_notes"),
    path("home/notes/<uuid:share_id>/", home.client_note, name="client_note"),
    path("home/notes/<uuid:share_id>/limit/", home.client_note_limit, name="client_note_limit"),
    path("history/", history.access_history, name="access_history"),
    path("history/print/", history.accounting, name="accounting"),
    path("history/file/", history.history_file, name="history_file"),
    path("history/reported/", complaints.complaint_list, name="complaint_list"),
    path("history/<uuid:line_id>/wrong/", complaints.complaint_new, name="complaint_new"),
    path("officer/", officer.officer_complaints, name="officer_complaints"),
    path("officer/<uuid:complaint_id>/", officer.officer_complaint, name="officer_complaint"),
    path("admin/", admin.site.urls),
]
