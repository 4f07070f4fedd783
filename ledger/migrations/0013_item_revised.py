"""An item was changed."""

from django.db import migrations, models

VERBS = [
    ("account_created", "Account created"),
    ("account_linked", "Account linked"),
    ("invited", "Invited"),
    ("role_given", "Role given"),
    ("role_taken", "Role taken away"),
    ("client_registered", "Client registered"),
    ("treatment_started", "Treatment started"),
    ("treatment_ended", "Treatment ended"),
    ("representative_added", "Representative added"),
    ("representative_verified", "Authority verified"),
    ("representative_ended", "Authority ended"),
    ("guardians_set", "How many guardians sign set"),
    ("unit_formed", "Seen together"),
    ("unit_changed", "Seen together: changed"),
    ("provider_added", "Provider added"),
    ("provider_changed", "Provider changed"),
    ("provider_activated", "Provider activated"),
    ("provider_suspended", "Provider suspended"),
    ("provider_reinstated", "Provider reinstated"),
    ("organization_added", "Organization added"),
    ("organization_changed", "Organization changed"),
    ("membership_started", "Membership started"),
    ("membership_ended", "Membership ended"),
    ("release_requested", "Release requested"),
    ("default_set", "Asking by default set"),
    ("default_asked", "Asked by default"),
    ("default_refused", "Not to be asked by default"),
    ("release_nudged", "Reminder of a request sent"),
    ("release_declined", "Release declined"),
    ("release_signed", "Release signed"),
    ("release_half_signed", "Release signed by one of two"),
    ("paper_recorded", "Release signed on paper"),
    ("release_recorded", "Signed record kept"),
    ("release_revoked", "Release revoked"),
    ("release_expiring", "Reminder of expiry sent"),
    ("release_ended", "Release ended"),
    ("restriction_set", "Restriction set"),
    ("restriction_lifted", "Restriction lifted"),
    ("item_written", "Item written"),
    ("item_revised", "Item changed"),
    ("item_shared", "Item shared"),
    ("share_withdrawn", "Share withdrawn"),
    ("item_disclosed", "Item opened"),
    ("access_blocked", "Access blocked"),
    ("receipt_sealed", "Receipt of a stop kept"),
    ("esign_agreed", "Signing online agreed to"),
    ("esign_withdrawn", "Signing online taken back"),
    ("ledger_published", "Ledger head published"),
    ("mail_chosen", "Mail turned on or off"),
    ("reminder_days_set", "Days of reminders set"),
    ("state_pack_set", "State pack set"),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0012_verbs_of_authority")]
    operations = [
        migrations.AlterField("entry", "verb", models.CharField(choices=VERBS, max_length=40)),
        migrations.RemoveConstraint("entry", "entry_verb_known"),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(verb__in=[verb for verb, _label in VERBS]),
                name="entry_verb_known",
            ),
        ),
    ]
