"""Words about other people, about causes and trades: nothing that the walker has."""

from __future__ import annotations

import re

_DISORDER = (
    r"(?:strokes?|post stroke|parkinsons?|parkinsonian|ataxia|hemiplegia|hemiparesis"
    r"|cerebral palsy|foot drop|chorea|huntingtons|dystrophy|multiple sclerosis|pain|spasticity"
    r"|gait disorders?|falls?|movement disorders?|amputee|trendelenburg|scissor gait|crouch gait"
    r"|arthritis|osteoarthritis|antalgic gait|ataxic gait|hip|knee|neuropathy|paralysis)"
)
_TRADE = (
    r"(?:nurses?|researchers?|specialists?|doctors?|surgeons?|clinics?|wards?|units?|therapists?"
    r"|lecturers?|class|classes|lectures?|courses?|books?|study|studies|charity|society"
    r"|associations?|conferences?|seminars?|experts?|scientists?|physicians?|foundation"
    r"|fundraisers?|team|awareness|physios?|physiotherapists?|centres?|centers?|trial"
    r"|campaign|carers?|caregivers?|advocates?|volunteers?|teachers?|consultants?|neurologists?"
    r"|rehabilitation (?:nurse|doctor|unit|ward|centre|center)|rehab (?:nurse|unit|ward|centre"
    r"|center)|support group|group|department|congress|workshop|textbook|coordinator|service"
    r"|prevention|module|exam|quiz|helpline|liaison)"
)
_PERSON = (
    r"(?:patients?|man|woman|men|women|persons?|people|boy|girl|child|lady|gentleman|guy|someone"
    r"|somebody|survivors?|sufferers?|victims?|one|clients?|friend|neighbou?r|husband|wife"
    r"|brother|sister|mother|father|son|daughter|grandfather|grandmother|uncle|aunt|colleague"
    r"|classmate|walker|walkers|dad|mum|mom|grandpa|grandma|partner|relatives?|parents?)"
)
_RELATIVE = (
    r"(?:wife|husband|daughter|son|brother|sister|mother|father|carer|friend|relative|colleague"
    r"|partner|neighbou?r|child|parent|physio|physiotherapist|nurse|doctor|therapist|widow"
    r"|caregiver|spouse|mum|dad|girlfriend|boyfriend|assistant|twin)"
)
_GOES = r"(?:walk\w*|strid\w*|stroll\w*|goes|is walking|moves|hurries|marches|strolls|steps)"
_ABOUT = (
    r"(?:treat(?:s|ing|ed)|teach(?:es|ing)(?: \w+)?|writ(?:es|ing)|lectur(?:es|ing)"
    r"|speciali[sz](?:es|ed|ing)|stud(?:ies|ying)|research(?:es|ing)|operat(?:es|ing)"
    r"|(?:works|working) with|cares for|caring for|looks after|looking after|carer of|carer for"
    r"|tak(?:es|ing) care of|learn(?:s|ing) about|hear(?:s|ing) about"
    r"|examines|examining|visits|visiting|helps|helping|assists|assisting|meets|meeting"
    r"|accompan(?:ies|ying)|knows (?:all )?about|read(?:s|ing) about|talk(?:s|ing) about"
    r"|explains|explaining"
    r"|(?:lecturer|speaker|professor|scientist|doctor|author|researcher|teacher|consultant"
    r"|tutor|instructor) (?:on|in|of|for)|(?:textbook|book|class|lecture|paper|talk|thesis"
    r"|seminar|course"
    r"|article|chapter|essay|research"
    r"|expert|fundraiser|donation|charity|dissertation|specialist|authority|trial|workshop"
    r"|collects money) (?:on|about|for|in|into))"
)
_CONTRAST = (
    r"(?:in contrast (?:to|with)|as opposed to|contrary to|different (?:from|to|than)|differs from"
    r"|compare[ds]? (?:\w+ )?(?:with|to)|comparing (?:\w+ )?(?:with|to)|contrast(?:s|ed|ing)?"
    r" (?:\w+ )?(?:with|to)|comparison (?:with|to)|unlike|distinguish(?:ed|es)? (?:\w+ "
    r")?from|tell (?:\w+ )?from|nothing in common with)"
)
_SUBJECT = r"(?:he|she|they|this|that|it|we|i|the patient|here)"

OTHERS = tuple(
    re.compile(rule)
    for rule in (
        # "A stroke nurse", "a class on ataxia", "who treats stroke patients".
        rf"\b{_DISORDER} (?:(?:patients?|rehab|rehabilitation|research|support|recovery"
        rf"|and \w+) )?{_TRADE}\b",
        rf"\b{_ABOUT}\b(?! (?:a |the )?(?:normal|healthy))(?:(?! and | who | but | , | \. | ; "
        rf"| : | {_GOES}\b| herself| himself).)* (?:(?:and (?:\w+ )?{_DISORDER})"
        rf"|{_DISORDER}|{_PERSON}|(?:\w+ )?gait\w*|limp\w*|palsy)\b",
        # "The wife of a man with Parkinson's", "she visits her grandfather, who has it,".
        rf"\b{_RELATIVE} (?:of|to|for) (?:an? |some |the |people |someone |his |her )"
        rf"(?:(?! {_GOES}\b| , | \. ).)*(?= |$)",
        rf"\b(?:visits|meets|helps|follows|accompanies|knows|behind|beside|next to|in front of|past"
        rf"|towards?|after|before|alongside|near) (?:an? |the |his |her |another |my |some )"
        rf"(?:(?!the |a |an |he |she |his |her )\w+ ){{0,2}}{_PERSON}\b(?: left\b)?"
        rf"(?:(?: with| ,? ?who| ,? ?whose| suffering)(?:(?! , | \. | and (?:she|he|walk)).)*)?",
        # "Unlike her husband, who limps, she walks normally".
        rf"\b{_CONTRAST} (?:(?! , | \. | ; | but | {_SUBJECT} ).)*(?:(?: , (?:who|which|whose|that)"
        r" (?:(?! , | \. ).)* ,)|(?= |$))",
        # "While his friend limps, he walks normally".
        rf"\b(?:whereas|while) (?:his|her|my|their|the other) (?:\w+ )?{_PERSON}\b"
        r"(?:(?! , | \. | ; ).)*(?= |$)",
        # "Her brother limps, she herself walks fine".
        rf"^(?:his|her|my|the|their) (?:\w+ )?{_PERSON} (?:(?! , | ; | \. | but | while ).)*"
        r" (?:,|;|but|while|and)(?: (?:and|but|while))?(?= (?:she|he|they|i|the (?!patient"
        r"|same)\w+) (?:herself|himself"
        r"|themselves|myself|however|on the other hand|walks? (?:\w+ )?(?:fine|well|normal\w*)"
        r"|is (?:fine|well|healthy)|does not))",
    )
)
"""Phrases that are about somebody else."""

OF_ANOTHER = re.compile(
    rf"(?<=[;,.] )(?:but |and |while )?(?:his|her|my|their) (?:\w+ )?(?:{_PERSON}|room ?mate"
    rf"|{_RELATIVE})\b(?:(?! [;,.]).)*"
)
"""A clause about somebody else, where the walker is said to walk normally in another."""
FOR_A_CLASS = re.compile(
    r"\bfor (?:my |a |an |the |our |this |his |her )?(?:\w+ )?(?:class|lecture|course|seminar|talk"
    r"|lesson|students|module|exam|quiz|workshop|presentation)\b"
)
"""A request for a lesson, whose subject is what is to be shown unless a normal walk is."""
