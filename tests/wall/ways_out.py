"""A page that tries every way out of a browser that we know of, plain and with scripts.

Each way asks for an address of its own, so that a listener that is reached tells by which. ``%s`` is where
the listeners are ("127.0.0.1:1234").
"""

from __future__ import annotations

TEXT = "Hội đồng nhân dân xã đã họp phiên thường kỳ và thông qua nghị quyết về ngân sách năm tới. "
TITLE = "Trang thử mọi lối ra mạng"
_PIXEL = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'%3E"
)

# Name -> markup in the head.
HEAD = {
    "stylesheet": '<link rel="stylesheet" href="http://%s/stylesheet">',
    "alternate-stylesheet": '<link rel="alternate stylesheet" title="x" href="http://%s/alternate-stylesheet">',
    "prefetch": '<link rel="prefetch" href="http://%s/prefetch">',
    "preload": '<link rel="preload" as="image" href="http://%s/preload">',
    "modulepreload": '<link rel="modulepreload" href="http://%s/modulepreload">',
    "preconnect": (
        '<link rel="preconnect" href="http://%s"><link rel="preconnect" href="https://%s" crossorigin>'
    ),
    "dns-prefetch": '<link rel="dns-prefetch" href="//dns.ways-out.example">',
    "prerender": '<link rel="prerender" href="http://%s/prerender">',
    "icon": '<link rel="icon" href="http://%s/icon"><link rel="apple-touch-icon" href="http://%s/touch-icon">',
    "manifest": '<link rel="manifest" href="http://%s/manifest">',
    "search-description": '<link rel="search" type="application/opensearchdescription+xml" href="http://%s/s">',
    "refresh": '<meta http-equiv="refresh" content="1;url=http://%s/refresh">',
    "policy-report": (
        '<meta http-equiv="Content-Security-Policy" content="img-src *; report-uri http://%s/policy-report">'
    ),
    "css-import": "<style>@import url(http://%s/css-import);</style>",
    "css-font": "<style>@font-face{font-family:f;src:url(http://%s/css-font)} .f{font-family:f}</style>",
    "css-background": "<style>.b{background:url(http://%s/css-background)}</style>",
    "css-image-set": (
        "<style>.i{width:9px;height:9px;background:image-set(url(http://%s/css-image-set) 1x)}</style>"
    ),
    "css-content": "<style>.c::before{content:url(http://%s/css-content)}</style>",
    "css-list": "<style>li{list-style-image:url(http://%s/css-list)}</style>",
    "css-mask": "<style>.m{width:9px;height:9px;mask:url(http://%s/css-mask#m)}</style>",
    "css-cursor": "<style>body{cursor:url(http://%s/css-cursor),auto}</style>",
    "script-source": '<script src="http://%s/script-source"></script>',
    "speculation": (
        '<script type="speculationrules">{"prefetch":[{"urls":["http://%s/speculation"],"eagerness":"immediate"}]}'
        "</script>"
    ),
    "import-map": '<script type="module">import "http://%s/import-module";</script>',
}
# Name -> markup in the body.
BODY = {
    "img": '<img src="http://%s/img" alt="anh">',
    "img-tls": '<img src="https://%s/img-tls">',
    "img-by-name": '<img src="http://localhost:{port}/img-by-name"><img src="http://[::1]:{port}/img-six">',
    "srcset": '<img srcset="http://%s/srcset 1x, http://%s/srcset-two 2x">',
    "picture": '<picture><source srcset="http://%s/picture"><img src="http://%s/picture-img"></picture>',
    "lazy": '<img loading="lazy" src="http://%s/lazy">',
    "style-attribute": '<p style="background:url(http://%s/style-attribute)" class="b c f i m">x<li>y</p>',
    "background-attribute": '<table background="http://%s/background-attribute"><tr><td>x</table>',
    "iframe": '<iframe src="http://%s/iframe"></iframe>',
    "srcdoc": '<iframe srcdoc="<img src=http://%s/srcdoc><link rel=preconnect href=http://%s>"></iframe>',
    "data-frame": (
        '<iframe src="data:text/html,<meta http-equiv=refresh content=0;url=http://%s/data-frame>'
        '<img src=http://%s/data-frame-img>"></iframe>'
    ),
    "object": '<object data="http://%s/object" type="text/html"></object>',
    "embed": '<embed src="http://%s/embed" type="image/svg+xml">',
    "plugin": '<object data="http://%s/plugin" type="application/x-shockwave-flash"></object>',
    "video": '<video src="http://%s/video" poster="http://%s/poster" preload="auto" autoplay muted></video>',
    "audio": '<audio src="http://%s/audio" preload="auto"></audio>',
    "track": '<video muted><source src="http://%s/source"><track default src="http://%s/track"></video>',
    "input-image": '<input type="image" src="http://%s/input-image">',
    "svg-image": '<svg><image href="http://%s/svg-image"/><use href="http://%s/svg-use#a"/></svg>',
    "svg-xlink": '<svg><image xlink:href="http://%s/svg-xlink"/></svg>',
    "svg-filter": (
        '<svg><filter id="q"><feImage href="http://%s/svg-filter"/></filter><g filter="url(#q)"/></svg>'
    ),
    "svg-in-data": f"<img src=\"{_PIXEL}%3Cimage x:href='http://%s/svg-in-data'/%3E%3C/svg%3E\">",
    "mathml": '<math href="http://%s/mathml"><mi xlink:href="http://%s/mathml-xlink">x</mi></math>',
    "ping": '<a id="ping" href="#here" ping="http://%s/ping">ping</a>',
    "download": '<a id="download" download href="http://%s/download">download</a>',
    "blank": '<a id="blank" target="_blank" href="http://%s/blank">blank</a>',
    "file": '<img src="file:///etc/hostname"><iframe src="file:///etc/hostname"></iframe>',
    "ftp": '<img src="ftp://%s/ftp">',
    "mailto": '<a id="mailto" href="mailto:a@ways-out.example">mail</a>',
    "intent": '<iframe src="intent://%s/#Intent;scheme=http;end"></iframe><iframe src="tel:123"></iframe>',
    "javascript": '<a id="script-link" href="javascript:location=\'http://%s/javascript\'">x</a>',
    "form": '<form id="form" action="http://%s/form" method="post"><input name="a" value="b"></form>',
    "frame-form": '<iframe srcdoc="<form action=http://%s/frame-form><input name=a></form>"></iframe>',
}
# Name -> a statement; each stands in a try of its own.
SCRIPTS = {
    "fetch": 'fetch("http://%s/fetch").catch(() => 0)',
    "fetch-no-cors": (
        'fetch("http://%s/fetch-no-cors", {mode: "no-cors", method: "POST", body: "x"}).catch(() => 0)'
    ),
    "fetch-keepalive": (
        'fetch("http://%s/fetch-keepalive", {keepalive: true, mode: "no-cors"}).catch(() => 0)'
    ),
    "xhr": 'var x = new XMLHttpRequest(); x.open("GET", "http://%s/xhr"); x.send()',
    "xhr-sync": 'var y = new XMLHttpRequest(); y.open("GET", "http://%s/xhr-sync", false); y.send()',
    "websocket": 'new WebSocket("ws://%s/websocket")',
    "eventsource": 'new EventSource("http://%s/eventsource")',
    "beacon": 'navigator.sendBeacon("http://%s/beacon", "x")',
    "image-object": 'new Image().src = "http://%s/image-object"',
    "audio-object": 'new Audio("http://%s/audio-object").load()',
    "worker": 'new Worker(URL.createObjectURL(new Blob([`fetch("http://%s/worker")`])))',
    "worker-import": 'new Worker(URL.createObjectURL(new Blob([`importScripts("http://%s/worker-import")`])))',
    "shared-worker": 'new SharedWorker("http://%s/shared-worker")',
    "service-worker": 'navigator.serviceWorker.register("/service-worker.js").catch(() => 0)',
    "dynamic-import": 'import("http://%s/dynamic-import").catch(() => 0)',
    "worklet": 'CSS.paintWorklet.addModule("http://%s/worklet").catch(() => 0)',
    "webrtc": """
        var c = new RTCPeerConnection({iceServers: [{urls: ["stun:%s", "stun:127.0.0.1:{udp}",
            "turn:127.0.0.1:{udp}?transport=tcp"], username: "a", credential: "b"}]});
        c.createDataChannel("x");
        c.createOffer().then(o => c.setLocalDescription(o)).catch(() => 0)""",
    "webtransport": 'new WebTransport("https://%s/webtransport")',
    "inserted-script": 'var s = document.createElement("script"); s.src = "http://%s/inserted-script"; '
    "document.head.append(s)",
    "inserted-preconnect": 'var l = document.createElement("link"); l.rel = "preconnect"; '
    'l.href = "http://%s"; '
    "document.head.append(l)",
    "inserted-frame": 'var f = document.createElement("iframe"); f.src = "http://%s/inserted-frame"; '
    "document.body.append(f)",
    "window-open": 'window.open("http://%s/window-open")',
    "alert": 'alert("a"); confirm("b"); prompt("c")',
    "permissions": "navigator.geolocation.getCurrentPosition(() => 0); Notification.requestPermission(); "
    "navigator.mediaDevices.getUserMedia({audio: true}).catch(() => 0)",
    "clipboard": "navigator.clipboard.readText().catch(() => 0)",
    "protocol-handler": 'navigator.registerProtocolHandler("web+x", location.origin + "/%%s")',
    "clicks": 'for (const name of ["ping", "blank", "download", "mailto"]) '
    "document.getElementById(name).click()",
    "written-script": "document.body.insertAdjacentHTML('beforeend', '<img src=http://%s/inserted-html>')",
}
# Done last, one after the other: each tries to leave the page.
LEAVING = {
    "form-submit": 'document.getElementById("form").submit()',
    "location": 'location = "http://%s/location"',
    "location-replace": 'location.replace("https://%s/location-replace")',
    "click-on-script": 'document.getElementById("script-link").click()',
    "frame-location": 'frames[0].location = "http://%s/frame-location"',
}
COUNT = len(HEAD) + len(BODY) + len(SCRIPTS) + len(LEAVING)


def page(host: str, port: int, udp: int) -> str:
    """The page, for listeners at ``host``:``port`` (TCP) and on UDP."""
    where = f"{host}:{port}"

    def at(text: str) -> str:
        filled = text.replace("%%", "\0").replace("%s", where).replace("\0", "%")
        return filled.replace("{port}", str(port)).replace("{udp}", str(udp))

    tries = "\n".join(
        f"try {{ {at(each)} }} catch (error) {{ window.failed = (window.failed || 0) + 1 }}"
        for each in SCRIPTS.values()
    )
    leaving = "\n".join(
        f"setTimeout(() => {{ try {{ {at(each)} }} catch (error) {{}} }}, {600 + 150 * number})"
        for number, each in enumerate(LEAVING.values())
    )
    return (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{TITLE}</title>\n'
        + "\n".join(at(each) for each in HEAD.values())
        + f'</head><body background="http://{where}/body-background"><h1>{TITLE}</h1><p>{TEXT * 3}</p>\n'
        + "\n".join(at(each) for each in BODY.values())
        + f'<p id="here">{TEXT * 2}</p>\n<script>\n{tries}\n{leaving}\n</script></body></html>'
    )
