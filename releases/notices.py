"""What a recipient must be told together with what they are shown."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

# The law's own words, so never translated. 42 CFR 2.32(a)(1) as amended by 89 FR 12472; in effect
# since 16 April 2024. Another wording is another constant, so that the ledger can tell which.
PART2_NOTICE_VERSION = "42 CFR 2.32(a)(1), 2024"
PART2_NOTICE = (
    "This record which has been disclosed to you is protected by Federal confidentiality rules "
    "(42 CFR part 2). These rules prohibit you from using or disclosing this record, or testimony "
    "that describes the information contained in this record, in any civil, criminal, "
    "administrative, or legislative proceedings by any Federal, State, or local authority, "
    "against the patient, unless authorized by the consent of the patient, except as provided at "
    "42 CFR 2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. In "
    "addition, the Federal rules prohibit you from making any other use or disclosure of this "
    "record unless at least one of the following applies: (i) Further use or disclosure is "
    "expressly permitted by the written consent of the individual whose information is being "
    "disclosed in this record or as otherwise permitted by 42 CFR part 2. (ii) You are a covered "
    "entity or business associate and have received the record for treatment, payment, or health "
    "care operations, or (iii) You have received the record from a covered entity or business "
    "associate as permitted by 45 CFR part 164, subparts A and E. A general authorization for the "
    "release of medical or other information is NOT sufficient to meet the required elements of "
    "written consent to further use or redisclose the record (see 42 CFR 2.31)."
)


# 42 CFR 2.32(a)(2): at the foot of each printed page, whichever of them is copied.
PART2_SHORT = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


@dataclass(frozen=True)
class Notice:
    """One thing to tell, and for a Part 2 record the consents that it was shown under."""

    title: str
    text: str
    short: str
    version: str = ""
    scope: tuple = ()


def notices(obligations, scope):
    """What to tell by these obligations; `scope` has the lines of the releases relied on."""
    told = []
    if "part2_notice" in obligations:
        title = _("Federal law protects this record")
        told.append(Notice(title, PART2_NOTICE, PART2_SHORT, PART2_NOTICE_VERSION, tuple(scope)))
    if "no_redisclosure" in obligations:
        text = _("Do not pass this on to anybody else unless the client agrees in writing.")
        told.append(Notice(_("For you only"), text, text))
    return told
