"""Taxonomy codes that invented people and organizations have, and what they are called."""

OF_PERSONS = {
    "101YA0400X": ("Counselor", "Addiction (Substance Use Disorder)", "CADC"),
    "101YM0800X": ("Counselor", "Mental Health", "LMHC"),
    "101YP2500X": ("Counselor", "Professional", "LPC"),
    "101YS0200X": ("Counselor", "School", "M.Ed."),
    "103TC0700X": ("Psychologist", "Clinical", "Ph.D."),
    "1041C0700X": ("Social Worker", "Clinical", "LCSW"),
    "106H00000X": ("Marriage & Family Therapist", "", "LMFT"),
    "133V00000X": ("Dietitian, Registered", "", "RD"),
    "163W00000X": ("Registered Nurse", "", "RN"),
    "171M00000X": ("Case Manager/Care Coordinator", "", "CCM"),
    "175T00000X": ("Peer Specialist", "", "CPS"),
    "207Q00000X": ("Family Medicine", "", "M.D."),
    "208000000X": ("Pediatrics", "", "M.D."),
    "2084P0800X": ("Psychiatry & Neurology", "Psychiatry", "M.D."),
    "225X00000X": ("Occupational Therapist", "", "OTR/L"),
    "235Z00000X": ("Speech-Language Pathologist", "", "CCC-SLP"),
    "363LP0808X": ("Nurse Practitioner", "Psychiatric/Mental Health", "PMHNP"),
    "111N00000X": ("Chiropractor", "", "D.C."),
}
OF_ORGANIZATIONS = {
    "193400000X": ("Single Specialty", "", ""),
    "261QM0801X": ("Clinic/Center", "Mental Health", ""),
    "261QR0405X": ("Clinic/Center", "Rehabilitation, Substance Use Disorder", ""),
    "282N00000X": ("General Acute Care Hospital", "", ""),
    "324500000X": ("Substance Abuse Rehabilitation Facility", "", ""),
    "251S00000X": ("Community/Behavioral Health", "", ""),
}
