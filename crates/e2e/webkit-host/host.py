#!/usr/bin/python3
"""The smallest WebKitGTK browser that WebKitWebDriver drives: no toolbar, so that it can be as narrow as a phone.

Arguments, each as --NAME=VALUE:
  width, height  of the viewport, in pixels
  proxy          HOST:PORT of the proxy for every host but the loopback
  autoplay       1: sound may start without a gesture
Pages give it orders as JSON by `webkit.messageHandlers.host.postMessage`:
  {"dark": true}  {"reduce": true}  {"print": the address of the PDF file to write}
What their consoles hold as errors it prints as lines that begin with `CONSOLE `.
"""

import json
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2

# Runs in every frame before its own scripts: it passes on what the console of the page holds as errors.
CONSOLE = """
(() => {
  const say = (kind, text) => webkit.messageHandlers.console.postMessage(`${kind}: ${text}`);
  addEventListener("error", (event) => {
    const source = event.target?.src ?? event.target?.href;
    if (event.target === window) say("uncaught", event.message);
    else if (source && event.message === undefined) say("not loaded", source);
  }, true);
  addEventListener("unhandledrejection", (event) => say("unhandled rejection", event.reason));
  addEventListener("securitypolicyviolation", (event) =>
    say("Content Security Policy", `${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  const { error } = console;
  console.error = (...values) => { say("console.error", values.join(" ")); error.apply(console, values); };
})();
"""


def main():
    options = dict(argument[2:].split("=", 1) for argument in sys.argv[1:] if "=" in argument)
    context = WebKit2.WebContext.new_ephemeral()
    context.set_automation_allowed(True)
    data = context.get_website_data_manager()
    data.set_tls_errors_policy(WebKit2.TLSErrorsPolicy.IGNORE)
    if "proxy" in options:
        proxy = WebKit2.NetworkProxySettings.new("http://" + options["proxy"], ["127.0.0.1", "localhost"])
        data.set_network_proxy_settings(WebKit2.NetworkProxyMode.CUSTOM, proxy)

    view = page(context, may_autoplay="autoplay" in options)
    tabs = Gtk.Stack()
    tabs.add(view)
    window = Gtk.Window()
    window.set_default_size(int(options.get("width", 1280)), int(options.get("height", 900)))
    window.add(tabs)
    window.connect("destroy", Gtk.main_quit)

    # The first page is there before the session; every later one covers it until it is closed.
    def tab(session):
        if not hasattr(session, "has_page"):
            session.has_page = True
            return view
        other = page(context, may_autoplay="autoplay" in options)
        other.connect("close", lambda _: (tabs.remove(other), tabs.set_visible_child(view)))
        tabs.add(other)
        tabs.show_all()
        tabs.set_visible_child(other)
        return other

    def started(_, session):
        # WebKitWebDriver asks for a browser of this name.
        info = WebKit2.ApplicationInfo()
        info.set_name("MiniBrowser")
        info.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
        session.set_application_info(info)
        session.connect("create-web-view", tab)
        session.connect("will-close", lambda _: Gtk.main_quit())

    context.connect("automation-started", started)
    window.show_all()
    # Without a window manager the focus is where the screen's pointer is, which a narrow window is not under.
    window.get_window().focus(0)
    view.load_uri("about:blank")
    Gtk.main()


def page(context, may_autoplay):
    content = WebKit2.UserContentManager()
    content.register_script_message_handler("console")
    content.register_script_message_handler("host")
    every_frame, at_start = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
    content.add_script(WebKit2.UserScript(CONSOLE, every_frame, at_start, None, None))
    content.connect("script-message-received::console", lambda _, message: log(message.get_js_value().to_string()))

    settings = WebKit2.Settings()
    settings.set_property("enable-developer-extras", True)
    more = {}
    if may_autoplay:
        settings.set_property("media-playback-requires-user-gesture", False)
        more["website_policies"] = WebKit2.WebsitePolicies(autoplay=WebKit2.AutoplayPolicy.ALLOW)
    view = WebKit2.WebView(
        web_context=context, user_content_manager=content, settings=settings, is_controlled_by_automation=True, **more
    )
    content.connect("script-message-received::host", lambda _, message: obey(view, json.loads(message.get_js_value().to_string())))
    return view


def obey(view, order):
    desktop = Gtk.Settings.get_default()
    if "dark" in order:
        desktop.set_property("gtk-application-prefer-dark-theme", order["dark"])
    if "print" in order:
        settings = Gtk.PrintSettings()
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, order["print"])
        settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
        settings.set_printer("Print to File")
        operation = WebKit2.PrintOperation.new(view)
        operation.set_print_settings(settings)
        operation.connect("failed", lambda _, error: log(f"print: {error.message}"))
        operation.print_()
    if "reduce" in order:
        desktop.set_property("gtk-enable-animations", not order["reduce"])


def log(text):
    print("CONSOLE " + text.replace("\n", " "), flush=True)


main()
