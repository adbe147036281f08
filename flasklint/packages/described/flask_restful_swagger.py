"""What flask-restful-swagger does to an app's routes. Followed by flasklint, never imported."""

import re

from flask import Blueprint
from flask_restful import Resource

registry = {}


class Page(Resource):
    def get(self):
        pass


def docs(
    api,
    apiVersion="0.0",
    swaggerVersion="1.2",
    basePath="http://localhost:5000",
    resourcePath="/",
    produces=None,
    api_spec_url="/api/spec",
    description="",
):
    put = api.add_resource

    def add_resource(resource, *urls, **options):
        register_once(api, put, api_spec_url)
        for url in urls:
            path = re.sub("<(?:[^:]+:)?([^>]+)>", r"{\1}", url)
            put(Page, path + ".help.json", path + ".help.html", endpoint=path + "/help")
        put(resource, *urls, **options)

    api.add_resource = add_resource
    return api


def register_once(api, put, url):
    if isinstance(api.app, Blueprint) and api.app.name not in registry:
        registry[api.app.name] = True
        document(put, url, "swaggerregistry", "resourcelister", "staticfiles")
    elif "app" not in registry:
        registry["app"] = True
        document(put, url, "app/registry", "app/resourcelister", "app/staticfiles")


def document(put, url, page, listing, files):
    put(Page, url, url + ".json", url + ".html", endpoint=page)
    put(Page, url + "/_/resource_list.json", endpoint=listing)
    static = url + "/_/static/"
    put(
        Page,
        static + "<string:dir1>/<string:dir2>/<string:dir3>",
        static + "<string:dir1>/<string:dir2>",
        static + "<string:dir1>",
        endpoint=files,
    )
