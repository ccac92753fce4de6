"""Where in the brain a stroke sits: words whose side is that of the brain, not of the body."""

from __future__ import annotations

from .phrases import compiled

BRAIN = (
    r"(?:brain|hemispher\w*|cerebr(?!al palsy)(?!ovascular)(?!oll)\w*|mca|aca|pca|ica|cortex"
    r"|cortical|sub ?cortical|capsul\w*|internal capsule|basal ganglia|thalam\w*|frontal|parietal"
    r"|temporal|occipital|carotid|putam\w*|caudate|striat\w*|lentiform|pallid\w*|pons|pontine"
    r"|mid ?brain|brain ?stem|medull\w*|corona radiata|periventricular|motor (?:strip|cortex|area"
    r"|tract)|precentral|insula\w*|lacunar|middle cerebral|anterior cerebral|centrum semiovale"
    r"|white matter|deep (?:nuclei|grey matter)|pyramidal tract|lobe)"
)
BLEED = (
    r"(?:strokes?|cva|infarct\w*|ischemi\w*|ischaemi\w*|lesions?|h?a?emorrhages?|hemorrhagic"
    r"|bleed\w*|clots?|embol\w*|thrombo\w*|occlusion|damage|tumou?rs?|injur\w+|aneurysm"
    r"|h?a?ematoma|abscess|apoplexy|insult|contusion|stenosis|blocked|blockage|lacun\w+)"
)
ABBREVIATED = r"(?:ich|sah|sdh|edh|ivh|laci|lacs|taci|tacs|paci|pacs|tbi(?= (?:left|right)))"
CEREBELLAR = compiled(
    r"cerebell\w*|posterior circulation|vertebro ?basilar|pica|back of <P>brain|poci|pocs|vermis"
)
"""A stroke there makes the gait ataxic and weakens no side."""
