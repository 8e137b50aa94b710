"""Uploads a file with slixmpp's XEP-0363 plugin and sends its URL to another account.

Arguments: port on 127.0.0.1, own JID, password, JID of the upload service, JID of the reader, path of the file, name
of the file. The service is named because slixmpp's discovery fails on Python 3.11 (slixmpp 1.8.3, Debian 12).
"""

import asyncio
import sys

import slixmpp


async def upload(port, sender, password, service, reader, path, name):
    client = slixmpp.ClientXMPP(sender, password)
    client.register_plugin("xep_0363", {"upload_service": slixmpp.JID(service)})
    started = asyncio.get_running_loop().create_future()
    client.add_event_handler("session_start", started.set_result)
    client.add_event_handler("failed_all_auth", lambda stanza: started.cancel())
    client.connect(("127.0.0.1", port), disable_starttls=True)
    await asyncio.wait_for(started, 20)
    with open(path, "rb") as content:
        url = await client["xep_0363"].upload_file(name, input_file=content, timeout=30)
    client.send_message(mto=reader, mbody=url, mtype="chat")
    await client.disconnect(wait=5)


asyncio.run(upload(int(sys.argv[1]), *sys.argv[2:]))
