"""The library `caldav`, which makes a calendar and an event, and finds it."""

import uuid

import caldav
from caldav_event import EVENT
from tasks import serve


def task(scheme, user, password, url):
    how = {"auth_type": "bearer", "password": password} if scheme == "token" else {"username": user, "password": password}
    try:
        with caldav.DAVClient(url=f"{url}/john/", **how) as client:
            calendar = client.principal().make_calendar(name="work", cal_id=uuid.uuid4().hex)
            uid = uuid.uuid4().hex
            calendar.save_event(EVENT.format(uid=uid))
            found = calendar.event_by_uid(uid).vobject_instance.vevent.summary.value
            calendar.delete()
            return "yes" if found == "Meeting" else found
    except Exception as error:
        return type(error).__name__


serve(caldav.__version__, task)
