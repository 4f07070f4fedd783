"""The addresses of releases: the provider's side, then the client's."""

from django.urls import path

from releases.views import (
    agreeing,
    asking,
    changing,
    limits,
    records,
    review,
    starting,
    stopping,
    told,
)

urlpatterns = [
    path("releases/", asking.release_list, name="release_list"),
    path("releases/<uuid:release_id>/", asking.release_page, name="release_page"),
    path("releases/<uuid:release_id>/renewal/", told.ask_to_renew, name="ask_to_renew"),
    path("releases/<uuid:release_id>/told/", told.record_stop, name="record_stop"),
    path("clients/<uuid:client_id>/ask/", asking.ask_for_release, name="ask_for_release"),
    path("releases/<uuid:release_id>/review/", review.review, name="review"),
    path("releases/<uuid:release_id>/review/what/", review.review_what, name="review_what"),
    path("releases/<uuid:release_id>/review/why/", review.review_why, name="review_why"),
    path("releases/<uuid:release_id>/review/when/", review.review_when, name="review_when"),
    path("releases/<uuid:release_id>/review/check/", review.review_check, name="review_check"),
    path("releases/<uuid:release_id>/review/sign/", review.review_sign, name="review_sign"),
    path("releases/<uuid:release_id>/review/done/", review.review_done, name="review_done"),
    path("releases/<uuid:release_id>/review/no/", review.review_no, name="review_no"),
    path("releases/<uuid:release_id>/review/less/", changing.review_less, name="review_less"),
    path("share/", starting.share_with, name="share_with"),
    path("releases/<uuid:release_id>/draft/", starting.share_draft, name="share_draft"),
    path("releases/<uuid:release_id>/change/", changing.change_sharing, name="change_sharing"),
    path("releases/<uuid:release_id>/renew/", changing.renew_sharing, name="renew_sharing"),
    path("releases/<uuid:release_id>/stop/", stopping.stop_sharing, name="stop_sharing"),
    path("releases/<uuid:release_id>/receipt/", stopping.receipt, name="release_receipt"),
    path("releases/<uuid:release_id>/copy/", records.signed_copy, name="signed_copy"),
    path("releases/<uuid:release_id>/record/", records.signed_record, name="signed_record"),
    path("releases/<uuid:release_id>/review/paper/", agreeing.review_paper, name="review_paper"),
    path("agreement/", agreeing.esign, name="esign"),
    path("agreement/sample/", agreeing.esign_sample, name="esign_sample"),
    path("agreement/withdraw/", agreeing.esign_withdraw, name="esign_withdraw"),
    path("verify/", records.verify, name="verify"),
    path("limits/", limits.limit_list, name="limit_list"),
    path("limits/new/", limits.limit_new, name="limit_new"),
    path("limits/<uuid:restriction_id>/lift/", limits.limit_lift, name="limit_lift"),
    path("stop/", stopping.stop_all_sharing, name="stop_all_sharing"),
]
