"""What Flask-Dance 7 does to an app's routes. Followed by flasklint, never imported."""

from flask import Blueprint


class BaseOAuthConsumerBlueprint(Blueprint):
    def __init__(
        self, name, import_name, *, static_folder=None, static_url_path=None, template_folder=None,
        url_prefix=None, subdomain=None, url_defaults=None, root_path=None, login_url=None,
        authorized_url=None, storage=None, rule_kwargs=None
    ):  # fmt: skip
        super().__init__(
            name,
            import_name,
            static_folder=static_folder,
            static_url_path=static_url_path,
            url_prefix=url_prefix,
        )
        rules = {
            "login": login_url or "/{bp.name}",
            "authorized": authorized_url or "/{bp.name}/authorized",
        }
        for endpoint, rule in rules.items():
            self.add_url_rule(rule.replace("{bp.name}", name), endpoint, **(rule_kwargs or {}))


class OAuth1ConsumerBlueprint(BaseOAuthConsumerBlueprint):
    def __init__(
        self, name, import_name, client_key=None, client_secret=None, *, static_folder=None,
        static_url_path=None, url_prefix=None, login_url=None, authorized_url=None,
        rule_kwargs=None, **options
    ):  # fmt: skip
        super().__init__(
            name,
            import_name,
            static_folder=static_folder,
            static_url_path=static_url_path,
            url_prefix=url_prefix,
            login_url=login_url,
            authorized_url=authorized_url,
            rule_kwargs=rule_kwargs,
        )


class OAuth2ConsumerBlueprint(OAuth1ConsumerBlueprint):
    pass


def maker(name):
    def make(*identity, login_url=None, authorized_url=None, rule_kwargs=None, **options):
        return OAuth2ConsumerBlueprint(
            name,
            __name__,
            login_url=login_url,
            authorized_url=authorized_url,
            rule_kwargs=rule_kwargs,
        )

    return make


make_atlassian_blueprint = maker("atlassian")
make_authentiq_blueprint = maker("authentiq")
make_azure_blueprint = maker("azure")
make_dexcom_blueprint = maker("dexcom")
make_digitalocean_blueprint = maker("digitalocean")
make_discord_blueprint = maker("discord")
make_dropbox_blueprint = maker("dropbox")
make_facebook_blueprint = maker("facebook")
make_fitbit_blueprint = maker("fitbit")
make_github_blueprint = maker("github")
make_gitlab_blueprint = maker("gitlab")
make_google_blueprint = maker("google")
make_heroku_blueprint = maker("heroku")
make_jira_blueprint = maker("jira")
make_linkedin_blueprint = maker("linkedin")
make_meetup_blueprint = maker("meetup")
make_nylas_blueprint = maker("nylas")
make_orcid_blueprint = maker("orcid")
make_osm_blueprint = maker("osm")
make_reddit_blueprint = maker("reddit")
make_salesforce_blueprint = maker("salesforce")
make_slack_blueprint = maker("slack")
make_spotify_blueprint = maker("spotify")
make_strava_blueprint = maker("strava")
make_twitch_blueprint = maker("twitch")
make_zoho_blueprint = maker("zoho")
