"""The eight CSV files that the agencies deliver each month, and the columns that identify a row."""

BUCKET = "marketing-landing"
DATASET = "marketing"

SOURCES = {
    "google_ads": {"keys": ["campaign_id", "day"], "delimiter": ","},
    "meta_ads": {"keys": ["campaign_id", "day"], "delimiter": ","},
    "linkedin_ads": {"keys": ["campaign_id", "day"], "delimiter": ","},
    "newsletter": {"keys": ["mailing_id"], "delimiter": ";"},
    "affiliates": {"keys": ["partner_id", "day"], "delimiter": ";"},
    "tv_spots": {"keys": ["spot_id"], "delimiter": ";", "optional": True},
    "trade_fairs": {"keys": ["fair_id"], "delimiter": ";", "optional": True},
    "budget": {"keys": ["cost_center", "month"], "delimiter": ","},
}
