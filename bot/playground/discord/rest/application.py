"""The bot's own account, its gateway, and its commands."""

from typing import Any

from aiohttp import web

from bot.playground.discord.http.wire import (
    Json,
    RefusedError,
    no_content,
    read_body,
    respond,
    snowflake,
)
from bot.playground.discord.state import LocalDiscord

_GLOBAL = "/applications/{application_id}/commands"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


class ApplicationRoutes:
    """``/users/@me``, ``/oauth2``, ``/gateway`` and ``/applications``."""

    def __init__(self, discord: LocalDiscord) -> None:
        self._discord = discord

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, relative to the API's root."""
        table = [
            web.get("/users/@me", self.me),
            web.get("/oauth2/applications/@me", self.application),
            web.get("/applications/@me", self.application),
            web.get("/gateway", self.gateway),
            web.get("/gateway/bot", self.gateway_bot),
        ]
        for scope in (_GLOBAL, _GUILD):
            table += [
                web.get(scope, self.list_commands),
                web.put(scope, self.replace_commands),
                web.post(scope, self.create_command),
                web.get(scope + "/{command_id}", self.get_command),
                web.patch(scope + "/{command_id}", self.edit_command),
                web.delete(scope + "/{command_id}", self.delete_command),
            ]
        return table

    async def me(self, _: web.Request) -> web.Response:
        """Return the bot's user."""
        return respond(
            self._discord.world.bot.wire()
            | {"verified": True, "mfa_enabled": True, "locale": "en-US", "email": None}
        )

    async def application(self, _: web.Request) -> web.Response:
        """Return the bot's application."""
        world = self._discord.world
        return respond(
            {
                "id": str(self._discord.application_id),
                "name": world.bot.name,
                "description": "",
                "icon": None,
                "summary": "",
                "bot_public": True,
                "bot_require_code_grant": False,
                "verify_key": "0" * 64,
                "flags": 0,
                "flags_new": "0",
                "type": None,
                "redirect_uris": [],
                "interactions_endpoint_url": None,
                "role_connections_verification_url": None,
                "approximate_guild_count": len(world.guilds),
                "approximate_user_install_count": 0,
                "approximate_user_authorization_count": 0,
                "explicit_content_filter": 0,
                "eligible_oauth2_scopes": ["bot", "applications.commands"],
                "owner": world.owner.wire(),
                "team": None,
                "bot": world.bot.wire(),
                "integration_types_config": {"0": {}, "1": {}},
            }
        )

    async def gateway(self, _: web.Request) -> web.Response:
        """Return where to connect."""
        return respond({"url": self._discord.gateway.url})

    async def gateway_bot(self, _: web.Request) -> web.Response:
        """Return where to connect, and with how many shards."""
        gateway = self._discord.gateway
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 16}
        return respond({"url": gateway.url, "shards": gateway.shards, "session_start_limit": limit})

    async def list_commands(self, request: web.Request) -> web.Response:
        """Return all commands of a scope."""
        return respond(self._discord.commands.all(self._scope(request)))

    async def replace_commands(self, request: web.Request) -> web.Response:
        """Register these commands and no others."""
        payload: Any = (await read_body(request)).payload
        if not isinstance(payload, list):
            raise RefusedError(400, 50035, "Invalid Form Body")
        commands = self._discord.commands.replace_all(
            payload,  # pyright: ignore[reportUnknownArgumentType]
            self._scope(request),
        )
        return respond(commands)

    async def create_command(self, request: web.Request) -> web.Response:
        """Register one command."""
        body = (await read_body(request)).fields
        return respond(self._discord.commands.put(body, self._scope(request)), 201)

    async def get_command(self, request: web.Request) -> web.Response:
        """Return one command."""
        return respond(self._command(request))

    async def edit_command(self, request: web.Request) -> web.Response:
        """Change one command."""
        body = (await read_body(request)).fields
        id_ = snowflake(request, "command_id")
        return respond(self._discord.commands.change(id_, body, self._scope(request)))

    async def delete_command(self, request: web.Request) -> web.Response:
        """Unregister one command."""
        id_ = snowflake(request, "command_id")
        self._discord.commands.remove(id_, self._scope(request))
        return no_content()

    def _command(self, request: web.Request) -> Json:
        id_ = snowflake(request, "command_id")
        return self._discord.commands.get(id_, self._scope(request))

    def _scope(self, request: web.Request) -> int | None:
        if snowflake(request, "application_id") != self._discord.application_id:
            raise RefusedError(403, 20012, "You are not authorized to perform this action")
        if "guild_id" not in request.match_info:
            return None
        return self._discord.world.known_guild(snowflake(request, "guild_id")).id
