"""What people of the demo shop write: colleagues in short prose, customers in their language."""

from typing import Final

GENERAL: Final = (
    "Packed on one pallet with the neighbour’s order, same street.",
    "Second warehouse counted {name} by hand, stock corrected.",
    "Invoice copy sent to the buyer’s accounting on request.",
    "Oak boards of this lot are slightly darker. Product page already says so.",
    "Carrier asks for a phone number on bulky parcels, it is on the label now.",
    "Came in twice from the channel during the outage. The other one was voided there.",
    "Gift wrap left out, we have run out of the large sleeves.",
    "Pick from bay 14, bay 3 still has the old cartons.",
    "Photo studio borrowed the display piece, do not ship from there.",
    "Buyer pays by bank transfer, accounting watches for it.",
    "Two cartons, weight checked: both within the limit for home delivery.",
    "Price on the channel was an hour behind ours. We honour the lower one.",
)
CUSTOMER_SERVICE: Final = (
    "Called to ask for the delivery date. Told them three to four working days.",
    "Asked whether {name} can be assembled alone. Yes, with the manual; sent the link.",
    "Wants a receipt without prices in the parcel, it is a present.",
    "Asked to leave the parcel with the neighbour. Carrier informed, no promise given.",
    "Phoned about the colour of {name}. Sent two photos from the shelf, happy with it.",
    "Spoke with the customer: lift is out of order, third floor. Booked two carriers.",
    "Customer could not find the tracking link in the mail. Sent it again.",
    "Wrote twice, answered both in one mail. Nothing open.",
    "Would like to be called before delivery, works nights. Put on the label.",
    "Misread the size of {name}; measured again with them, it fits after all.",
    "Friendly call. Moves house next month, may order more from us then.",
    "Asked how long {name} is under warranty. Two years from the delivery date.",
    "Customer was upset about the delay, I apologised and promised news by Friday.",
    "News given by phone as promised. Parcel left the hub this morning.",
    "Voicemail only, tried at 10:20 and 15:40. Sent a mail instead.",
    "Wants to swap the delivery address, told them how to do it with the carrier.",
    "Asked for felt pads, I mentioned the set of 24. Will think about it.",
    "Confirmed on the phone that everything arrived and nothing is missing.",
)
# What the customer typed at check-out, by language.
INSTRUCTIONS: Final[dict[str, tuple[str, ...]]] = {
    "sv": ("Ring på hos grannen om jag inte öppnar.", "Portkod 4471, hissen är liten."),
    "da": ("Må stilles i carporten.", "Ring venligst en halv time før."),
    "de": ("Bitte bei Familie Böhm im Erdgeschoss abgeben.", "Klingel defekt, bitte anrufen."),
    "fr": ("Code de l’immeuble : 24B7, 3e étage à gauche.", "Merci de laisser chez la gardienne."),
    "es": ("Dejar en conserjería, por favor.", "Llamar antes de subir, no hay ascensor."),
    "pt": ("Tocar no 1.º esquerdo, obrigada.", "Entregar só depois das 17 h, por favor."),
    "nl": ("Graag bij de buren op nummer 12 afgeven.", "Achterom, de voordeur klemt."),
    "pl": ("Proszę zostawić u sąsiada pod czwórką.", "Domofon nie działa, proszę dzwonić."),
    "en": ("Please leave it in the porch behind the bins.", "Ring twice, the dog is harmless."),
    "us": ("Gate code 0417, leave by the garage.", "Please no signature, I work days."),
    "el": ("Παρακαλώ αφήστε το στον θυρωρό.", "Καλέστε με πριν έρθετε."),
    "bg": ("Моля, обадете се преди доставка.", "Оставете при съседката на първия етаж."),
    "ja": ("不在時は宅配ボックスにお願いします。", "午前中の配達を希望します。"),
    "ar": ("الرجاء الاتصال قبل التسليم.", "يرجى ترك الطرد عند الحارس."),
}
HOLD_REASONS: Final = (
    "Address has no house number, asked the customer by mail.",
    "Waiting for the grey chair, due next week.",
    "Unusually large order for a new customer, payment is being checked.",
    "Customer is on holiday, deliver after the 1st.",
    "Customer wants to add something, calls back today.",
)
PROBLEM_REASONS: Final = (
    "Carrier returned the parcel: nobody by that name at the door.",
    "One carton of two has not been scanned for four days.",
    "Customs ask for an invoice in English.",
    "Bank reports the card payment as disputed.",
)
CANCEL_REASONS: Final = (
    "Customer changed their mind before shipping.",
    "Ordered twice by accident, the other order stays.",
    "Not paid within ten days.",
    "Cannot be delivered to this island.",
)
VOID_REASONS: Final = (
    "Test order from the channel.",
    "Entered for the wrong customer, made again correctly.",
)
REFUND_REASONS: Final = (
    "Scratch on the surface, customer keeps it for a reduction.",
    "Delivery charge given back because it took eleven days.",
    "Sent back within the return period, complete and clean.",
)
