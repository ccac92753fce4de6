"""Words of normal walking, and of walking at all."""

from __future__ import annotations

from .phrases import compiled

NORMAL = compiled(
    r"(?<!almost )(?<!nearly )normal(?! pressure| speed| pace| cadence)\w*|healthy|typical\w*"
    r"|ordinary|unremarkable|usual(?:ly)?|natural(?:ly)?|regular(?:ly)?|physiological|unimpaired"
    r"|asymptomatic|nothing (?:abnormal|wrong|unusual)|all right|alright|fine|well|symmetric\w*"
    r"|evenly|even (?:steps?|strides?|gait)"
    r"|without (?:any )?(?:problems?|difficult\w*|impairments?|abnormalit\w*|pathology)"
    r"|no (?:abnormalit\w*|problems?|pathology|impairments?|difficult\w*)|sound|steady|upright"
    r"|straight ahead|recovered"
)
NORMAL_WALK = compiled(
    r"(?:gait|walk\w*) (?:has |is |was )?(?:\w+ )?(?:normalized|normalised|back to normal"
    r"|normal again)|back to normal|(?:symptom|limp|problem|complaint) free\w*|(?:normal|healthy"
    r"|unremarkable|physiological|unimpaired"
    r"|perfectly normal) (?:\w+ )?(?:gait|walk\w*|locomotion|stride|pattern)"
    r"|(?:walks?|walking|moves?|ambulat\w+|gait is|gait) (?:\w+ )?(?:normal(?:ly)?"
    r"|perfectly well|without (?:any )?(?:problems|impairment|abnormalit\w+))(?! (?:speed|pace"
    r"|cadence|velocity|tempo|pressure))"
)
"""The walk itself is called normal, so that a disorder beside it is a contradiction."""
EXCEPTING = compiled(
    r"but|except\w*|apart from|only|although|though|however|save for|other than|otherwise"
    r"|besides|aside from|yet|with the exception"
)
"""Words after which a normal walk may have a change."""
ABNORMAL = compiled(
    r"abnormal\w*|pathological\w*|impaired gait|strange\w*|odd|oddly|weird\w*|funny|funnily"
    r"|disabled|handicapped|gait (?:disorder|disturbance|impairment)"
    r"|(?:cannot|not|does not) walk (?:\w+ )?(?:normally|properly|right)"
)
WALKING = compiled(
    r"walk\w*|gait|steps?|stepping|strid\w+|stroll\w*|march\w*|goes|moves|ambulat\w*|locomotion"
    r"|hurr\w*|amble\w*|ambling|knees?|legs?|feet|foot|arms?|trunk"
)
