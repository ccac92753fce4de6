"""Words of a prompt that ask for nothing of their own."""

from __future__ import annotations

_FILLERS = """
a abducted abductor abductors about above aca accident achieve across actually acute adduction
adductor adductors adolescent adult adults advance advances advancing affected affecting after
again against age aged ahead aid all almost along als also although always am amble ambulate
ambulates ambulating ambulation ambulatory amputation amputee an analysis and animate animation
ankle ankles another anterior anxiety any anybody apart appear appearing appears are area arm arms
around artificial as ask aspect at avatar avoid avoiding avoids away back balanced barefoot barely
basal based be bear bearing bears because become becomes becoming been before begin behind being
below bend bends bent beside best better between big bilateral bilaterally biomechanical
biomechanics bit bleed bleeding body both brain briefly bring brings bum but by call called calm
calmly came can capsule carries carry case cast casual casually cause caused causes causing
centimeter centimeters centimetre centimetres cerebral certain character characteristic
characterized chest chronic circle circling class classic classical clear clearance clearing
clearly clears client clinic clinical clinically clip clumsy cm cmt combined come comes coming
common comparison compensate compensated compensates compensating compensation compensatory
complains condition confident confidently congenital consequence constantly contact continues
continuous continuously contra contracture contractures contralateral control coordination cord
corridor could course create cycle cycles dads daily daughters day days decreased degenerative
degrees demo demonstrate demonstrated demonstrates demonstrating depict describe described
describes deviation deviations dg diagnosed diagnosis did dip dips direction disc disease disorder
display displaying displays distal distance do doctor does doing done door doorway doorways dorsal
dorsiflexed dorsiflexion dorsiflexors double down duck due during dx dystrophy each easily easy
effect effortless effortlessly either elbow elbows else enough entire entirely episode episodes
equal equally especially etc even evenly every everyday everything exactly examination example
examples excessive exhibit exhibiting exhibits experience experiences extended extension extensor
extent extremely extremities extremity face fact fairly fall falls far fathers feature features
feel feeling feels feet female femoral few fibular figure film find finds fine firm first flat
flexed flexion flexor floor fluent fluently fluid following follows foot for forefoot form forth
forward forwards found four free freely friedreich from front full fully further gait gaits
ganglia garden gastrocnemius gave general generally generate gentlemans genu get gets getting
girdle give gives glute gluteal glutes gluteus go goes going good goose got grandmother ground
guarded guy had half hallway hamstring hamstrings hand hands hanging happen happens happily has
have having he head heading healthy heel heels height held help hemi hemisphere hemispheric
hemorrhage her here hereditary herniation hers herself high highly him himself hip hips his
history hit hits hold holding holds home horse hospital how human husbands hx hypertonia i idea
idiopathic if ii iii iliopsoas illustrate illustrates image impaired impairment impression in incl
include included includes including increase increased increases increasing indicates individual
infarct infarction initial injury insufficient into involuntary involved inward ipsi ipsilateral
is it its itself joint joints just keep keeping keeps kept kind kinda knee knees know known l
lateral laterally leading lean leans least lecture left leg legs length lengths lesion less let
lets letting level life lifting lifts like limb limbs limp limping limps line little lmn load
loaded loading loads locked locomote locomotion long look looked looking looks lot low lower
lumbar made main mainly make makes making male manner mans many march marches marching mark mass
maximus may maybe mca me mean means meant medial medius meter meters mid middle midline midstance
might minute mm model moderately moment moon more most mostly mothers motion motions motor move
moved movement movements moves moving much multiple mums muscle muscles muscular must my name
named namely near neck need needs nerve nerves neurologic neurological neurology neuron
neuropathic neuropathy never new next nice nicely no nor not note noted now number nurse observed
obvious of off often ok okay old on once one ones only onto op operated operation opposite or
order orthopaedic orthopedic other others otherwise our out outside outward over overall owing own
pace pain painless palsy paralysis paralyze paretic park parkinson part partial participant
particular particularly parts pass passes passing past path pathologic pathological pathology
patient patients pattern patterns pca pedestrian pelvic pelvis penguin people peoples perfect
perfectly perform performs period permanently peroneal person persons pes phase phases physical
physio physiotherapeutic physiotherapist physiotherapy picture place places placing plantar
plantarflexes plantarflexion plantarflexors please plus point position positive possible post
posterior postural posture pre present presentation presented presenting presents pressed preswing
pretty problem problems proceeds produce producing progress progresses progressing progressive
prompt properly protective provide proximal psoas pt push pushoff put puts quadriceps quick
quickly quiet quietly quite radiculopathy raises raising rather reach reaction really reason
reduce reduced reduces reducing reflect reflecting reflects regular regularly rehab rehabilitation
related relative relaxed remain remaining remains render replacement response result resulting
results rhythmic rhythmically right rigid rigidity rising room same say scene sciatic sclerosis
second secondary see seem seems seen self sensory sentence sequelae set shall she shift shifting
shifts short shorter should shoulder shoulders show showed showing shown shows side sided
sidedness sides sign signs similar simple simply simulate simulating simulation since single
slapping slight slightly smooth smoothly so soleus some somebody somehow someone something
sometimes somewhat sons sort sound space spare spasm spasms spastic spasticity speed spend
spending spends spinal spine spinocerebellar spot sprained spreading stance stand standing stands
start starts state status stay staying stays steadily steady step stepping steps stick sticks
stiff stiffly stiffness still stood story straight straighten street strength stride strides
stroll strolled strolling strolls stuck student students style subacute subject such sudden
suddenly suffer suffered suffering suffers suggestive support supports surface surgery survivor
survivors suspected suspicion swing swinging swings swung symmetric symmetrical symmetrically
symmetry symptom symptoms syndrome synergy take taken takes taking task tbi teach teacher teaching
teen teenager tell tendon tendons terminal than thanks that the their them themselves then
therapist there thereby therefore these they thigh thighs thing things think this those though
three through throughout thus tibial time times to toe toes together tone too torso total touch
touches toward towards transfemoral transtibial trauma travel travels treadmill truly trunk trying
tumor turned twice twisting two type typical typically umn unaffected uncles uncontrolled under
unilateral unilaterally uninvolved unload unsupported until up upon upper upright us use used uses
using usual usually variant version very via video view visible visibly visit walk walked walker
walking walks want wanted wants ward was watch way ways we weak weakness week weeks weight weights
well went were what whats when whenever where whereas which while who whole whose why width wifes
will with within without womans would wrist wrists year years yes yesterday yet you young your
youth
"""
FILLERS = frozenset(_FILLERS.split())
"""Function words, the frame of a request, words of the clinic, and parts of the body, whose meaning
is in the phrases around them."""
