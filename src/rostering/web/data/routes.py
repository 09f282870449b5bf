"""The data pages: who may open which, and what answers."""

from rostering.domain.rights import Action
from rostering.web.data.documents import QUERY as CHANGED
from rostering.web.data.documents import TEXT, change_document, show_document
from rostering.web.data.folder_zip import CHOSEN, CONFIRMED, check_upload, send_zip, show_upload, upload
from rostering.web.data.folder_zip import QUERY as ZIPPED
from rostering.web.data.lists import QUERY as LISTED
from rostering.web.data.lists import show_data, show_list
from rostering.web.data.records import CELLS, QUERY, REMOVAL, add, change, remove, show_new, show_record
from rostering.web.data.values import CARD, VALUES, change_values, new_card, show_values
from rostering.web.data.values import QUERY as DONE
from rostering.web.frame.page import READ, SEND, Page

_LOOK, _KEEP = Action.LOOK_ORDERS, Action.KEEP_DATA
_RECORD = "/data/{table}/record/{key}"

PAGES = (
    Page("/data", "data", READ, _LOOK, show_data),
    Page("/data/download", "download_data", SEND, Action.LOOK_DATA, send_zip),
    Page("/data/upload", "upload_data", READ, _KEEP, show_upload, query=ZIPPED),
    Page("/data/upload", "check_upload", SEND, _KEEP, check_upload, CHOSEN, again=show_upload),
    Page("/data/upload/take", "take_upload", SEND, _KEEP, upload, CONFIRMED, again=show_upload),
    Page("/data/files/{document}", "data_file", READ, _LOOK, show_document, query=CHANGED),
    Page("/data/files/{document}", "data_file", SEND, _KEEP, change_document, TEXT, CHANGED, again=show_document),
    Page("/data/values/{document}", "data_values", READ, _LOOK, show_values, query=DONE),
    Page("/data/values/{document}", "data_values", SEND, _KEEP, change_values, VALUES, DONE, again=show_values),
    Page("/data/values/{document}/card", "add_card", SEND, _KEEP, new_card, CARD, DONE, again=show_values),
    Page("/data/{table}", "data_table", READ, _LOOK, show_list, query=LISTED),
    Page("/data/{table}/new", "new_record", READ, _KEEP, show_new, query=QUERY),
    Page("/data/{table}/new", "new_record", SEND, _KEEP, add, CELLS, QUERY, again=show_new),
    Page(_RECORD, "data_record", READ, _LOOK, show_record, query=QUERY),
    Page(_RECORD, "data_record", SEND, _KEEP, change, CELLS, QUERY, again=show_record),
    Page(f"{_RECORD}/remove", "remove_record", SEND, _KEEP, remove, REMOVAL, QUERY, again=show_record),
)
