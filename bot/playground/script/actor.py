"""The current actor of a script: the user, the channel and the message."""

import mimetypes
from pathlib import Path

from bot.playground.discord.http.wire import FILE_BYTES, Json, Upload
from bot.playground.discord.interactions.exchange import Exchange
from bot.playground.discord.world.entities import Channel, Role, User
from bot.playground.driver import options
from bot.playground.playground import Playground
from bot.playground.script.command_line import CommandCall, StepError
from bot.playground.script.controls import SELECTS, ComponentType
from bot.playground.script.pick import find_button, find_choices, read_fields

_ENTITIES = {
    "user": options.USER,
    "role": options.ROLE,
    "user or role": options.MENTIONABLE,
    "channel": options.CHANNEL,
}


class Actor:
    """Acts in the playground as one person after another.

    Args:
        playground: The playground.

    Attributes:
        user: The name of the acting user.
        channel: Where; ``None`` for the direct messages with the bot.
        file: A file that waits for the next command.
        shown: The current message, as last fetched.
        form: The exchange that opened the pending form.
        picked: The values of autocomplete choices, by command, option and choice: a choice that is
            picked sends its value, not its name.
    """

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._world = playground.world
        self.user = self._world.owner.name
        self.channel: Channel | None = self._world.default_channel
        self.file: Upload | None = None
        self.shown: Json | None = None
        self.form: Exchange | None = None
        self.picked: dict[tuple[str, str, str], options.Value] = {}

    @property
    def where(self) -> Channel:
        """The current channel."""
        return self.channel or self._playground.dm(self.user)

    def offered(self) -> list[Json]:
        """Return the commands that can be used here."""
        guild = self.where.guild
        return self._playground.discord.commands.usable(guild.id if guild else None)

    def look_at(self, brought: Exchange | Json | None) -> None:
        """Act on a message, or on the form that an exchange opened, from now on."""
        if isinstance(brought, Exchange):
            self.form = brought if brought.modal is not None else None
            self.shown = brought.reply or self.shown
        else:
            self.shown = brought or self.shown

    async def run(self, call: CommandCall) -> Exchange:
        """Use a slash command; a waiting file goes into its first free attachment option.

        Raises:
            StepError: A value names nothing, or the command takes no file.
            NotOfferedError: Discord would not offer it or not take these options.
        """
        file, self.file = self.file, None
        values = {name: self._typed(call, name, text) for name, text in call.typed.items()}
        if file is not None:
            values[_attachment_option(call)] = file
        return await self._playground.slash(self.user, call.name, values, self.where)

    async def complete(self, call: CommandCall) -> Exchange:
        """Ask for the choices of the option that is being typed.

        Raises:
            StepError: A value names nothing, or there is no option to complete.
            NotOfferedError: Discord would not ask for choices here.
        """
        if not (focused := call.focused):
            raise StepError(f"/{call.name} has no options to complete")
        values = {
            name: text if name == focused else self._value(call.known[name], text)
            for name, text in call.typed.items()
        }
        return await self._playground.autocomplete(
            self.user, call.name, values, focused, self.where
        )

    async def click(self, label: str) -> Exchange:
        """Press a button.

        Raises:
            StepError: There is no such button.
            NotOfferedError: This person does not see the message.
        """
        message = self.message()
        button = find_button(message, label)
        return await self._playground.click(self.user, message, str(button.custom_id))

    async def select(self, text: str) -> Exchange:
        """Choose in a menu.

        Raises:
            StepError: There is no such menu or entry.
            NotOfferedError: This person does not see the message, or these are too many.
        """
        message = self.message()
        menu, values = find_choices(message, text)
        if menu.entity:
            values = tuple(self._entity_id(menu.entity, name) for name in values)
        return await self._playground.select(self.user, message, menu.custom_id, values)

    async def submit(self, text: str) -> Exchange:
        """Fill in the form that is open, and send it.

        Raises:
            StepError: No form is open, or it has no such field.
            NotOfferedError: A field does not take this.
        """
        if self.form is None or self.form.modal is None:
            raise StepError("no form is open")
        filled = dict(read_fields(self.form.modal, text))
        for field in _entity_fields(self.form.modal):
            if names := filled.get(field["custom_id"]):
                kind = SELECTS[field["type"]]
                filled[field["custom_id"]] = [self._entity_id(kind, name) for name in names]
        return await self._playground.submit(self.user, self.form, filled)

    async def use_menu(self, name: str) -> Exchange:
        """Use a context menu command on the message.

        Raises:
            StepError: There is no message.
            NotOfferedError: There is no such command here.
        """
        return await self._playground.context_menu(self.user, name, self.message(), self.where)

    async def say(self, text: str) -> Exchange:
        """Write a plain message."""
        return await self._playground.say(self.user, text, self.where)

    def message(self) -> Json:
        """Return the message that is acted on, as it stands now.

        Raises:
            StepError: There is none.
        """
        if self.shown is None:
            raise StepError("there is no message yet")
        stored = self._playground.discord.messages.find(int(self.shown["id"]))
        return stored.data if stored is not None else self.shown

    def _typed(self, call: CommandCall, name: str, text: str) -> options.Value:
        picked = self.picked.get((call.name, name, text))
        return self._value(call.known[name], text) if picked is None else picked

    def _value(self, option: Json, text: str) -> options.Value:
        if option["type"] in _ENTITIES.values():
            return self._entity(option["type"], text)
        return read_upload(text) if option["type"] == options.ATTACHMENT else text

    def _entity(self, kind: int, text: str) -> User | Channel | Role:
        name = text.removeprefix("@")
        if kind == options.CHANNEL:
            return self.find_channel(text)
        if kind == options.ROLE:
            return self._playground.role(name)
        roles = {role.name: role for role in self._world.home.roles.values()}
        if kind == options.MENTIONABLE and name in roles:
            return roles[name]
        return self._world.user(name)

    def _entity_id(self, entity: str, name: str) -> str:
        return str(self._entity(_ENTITIES[entity], name).id)

    def find_channel(self, name: str) -> Channel:
        """Return the server's channel or thread of that name.

        Raises:
            StepError: There is none.
        """
        home = self._world.home
        channels = {channel.name: channel for channel in home.channels.values()}
        channels |= {t.name: t for t in self._world.threads.values() if t.guild is home}
        if (found := channels.get(name.removeprefix("#"))) is None:
            raise StepError(f"there is no channel {name!r}; there is {', '.join(channels)}")
        return found


def _attachment_option(call: CommandCall) -> str:
    for name, option in call.known.items():
        if option["type"] == options.ATTACHMENT and name not in call.typed:
            return name
    raise StepError(f"/{call.name} takes no file")


def _entity_fields(modal: Json) -> list[Json]:
    labels = [c for c in modal["components"] if c["type"] == ComponentType.LABEL]
    return [c["component"] for c in labels if SELECTS.get(c["component"]["type"])]


def read_upload(path: str) -> Upload:
    """Return a file of this machine as an upload.

    Raises:
        StepError: It cannot be read, or Discord would not take it.
    """
    try:
        content = Path(path).expanduser().read_bytes()
    except (OSError, ValueError) as error:
        raise StepError(f"the file {path!r} cannot be read: {error}") from error
    if len(content) > FILE_BYTES:
        raise StepError(f"the file {path!r} is larger than {FILE_BYTES:,} bytes")
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return Upload(Path(path).name, content, kind)
