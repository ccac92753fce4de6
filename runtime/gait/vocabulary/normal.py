"""Words of normal walking, and of walking at all."""

from __future__ import annotations

from .phrases import compiled

NORMAL = compiled(
    r"(?<!almost )(?<!nearly )normal(?! pressure| speed| pace| cadence)\w*"
    r"|healthy|typical\w*|ordinary|unremarkable|usual(?:ly)?"
    r"|natural(?:ly)?|regular(?:ly)?|physiological|unimpaired|asymptomatic"
    r"|nothing (?:abnormal|wrong|unusual)|all right|alright"
    r"|fine|well|symmetric\w*|evenly|even (?:steps?|strides?|gait)|without"
    r" (?:any )?(?:problems?|difficult\w*|impairments?|abnormalit\w*"
    r"|pathology)|no (?:abnormalit\w*|problems?|pathology|impairments?"
    r"|difficult\w*)|sound|steady|upright|straight ahead|recovered"
)
NORMAL_WALK = compiled(
    r"(?:gait|walk\w*) (?:has |is |was )?(?:\w+ )?(?:normalized|normalised|back"
    r" to normal|normal again)|"
    r"(?:normal|healthy|unremarkable|physiological|unimpaired|perfectly normal)"
    r" (?:\w+ )?(?:gait|walk\w*|locomotion|stride|pattern)"
    r"|(?:walks?|walking|moves?|ambulat\w+|gait is|gait) (?:\w+"
    r" )?(?:normal(?:ly)?|perfectly well|without (?:any )?(?:problems|impairment"
    r"|abnormalit\w+))"
    r"(?! (?:speed|pace|cadence|velocity|tempo|pressure))"
)
"""The walk itself is called normal, so that a disorder beside it is a contradiction."""
EXCEPTING = compiled(
    r"but|except\w*|apart from|only|although|though|however|save for|other than"
    r"|otherwise|besides|aside from|yet|with the exception"
)
"""Words after which a normal walk may have a change."""
ABNORMAL = compiled(
    r"abnormal\w*|pathological\w*|impaired gait|strange\w*|odd|oddly|weird\w*"
    r"|funny|funnily|disabled|handicapped|gait (?:disorder|disturbance"
    r"|impairment)|(?:cannot|not|does not) walk (?:\w+ )?(?:normally|properly"
    r"|right)"
)
WALKING = compiled(
    r"walk\w*|gait|steps?|stepping|strid\w+|stroll\w*|march\w*|goes|moves"
    r"|ambulat\w*|locomotion|hurr\w*|amble\w*|ambling"
    r"|knees?|legs?|feet|foot|arms?|trunk"
)
