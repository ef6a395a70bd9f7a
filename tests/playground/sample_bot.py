"""A small real discord.py client that uses every kind of interaction."""

import asyncio
import io
from typing import Any

import discord
from discord import app_commands, ui
from discord.http import Route

ANYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
ANYBODY = app_commands.AppInstallationType(guild=True, user=True)

Interaction = discord.Interaction[Any]


class Form(ui.Modal, title="Guess"):
    answer = ui.TextInput[Any](label="Title", custom_id="answer", max_length=50)
    how = ui.Label[Any](
        text="How sure",
        component=ui.Select[Any](
            custom_id="sure",
            options=[discord.SelectOption(label="Very"), discord.SelectOption(label="Little")],
        ),
    )

    async def on_submit(self, interaction: Interaction) -> None:
        sure = self.how.component
        assert isinstance(sure, ui.Select)
        text = f"{self.answer.value}, {sure.values[0]}"
        await interaction.response.send_message(text, ephemeral=True)


class Panel(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="Site", url="https://example.org/"))

    @ui.button(label="More", custom_id="more")
    async def more(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.edit_message(content="more")

    @ui.button(label="Guess", custom_id="guess")
    async def guess(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Form())

    @ui.button(emoji="🎲", custom_id="later")
    async def later(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="later")

    @ui.button(label="Off", custom_id="off", disabled=True)
    async def off(self, interaction: Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.defer()

    @ui.select(
        custom_id="pick",
        options=[discord.SelectOption(label="Heat", value="1"), discord.SelectOption(label="Ran")],
    )
    async def pick(self, interaction: Interaction, select: ui.Select[Any]) -> None:
        await interaction.response.send_message(f"picked {select.values[0]}", ephemeral=True)


class SampleBot(discord.AutoShardedClient):
    """Commands for the tests of the playground; errors are kept, not raised."""

    def __init__(self, **options: Any) -> None:
        super().__init__(guild_ready_timeout=0.0, **options)
        self.tree = app_commands.CommandTree(
            self, allowed_contexts=ANYWHERE, allowed_installs=ANYBODY
        )
        self.tree.on_error = self.keep_error
        self.heard: list[str] = []
        self.errors: list[BaseException] = []
        self.waiting = 0
        self.stop_waiting = asyncio.Event()
        add_answers(self.tree)
        add_more(self.tree)
        add_misdeeds(self)
        self.tree.add_command(Night())

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait five seconds between shards: this server takes them as they come."""

    async def setup_hook(self) -> None:
        self.add_view(Panel())
        await self.tree.sync()

    async def keep_error(self, _: Interaction, error: app_commands.AppCommandError) -> None:
        self.errors.append(getattr(error, "original", error))

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(message.content)
        assert self.user is not None
        if message.guild is None or f"<@{self.user.id}>" in message.content:
            await message.channel.send(f"hello {message.author.name}")


class Night(app_commands.Group, name="night", description="Movie nights"):
    @app_commands.command(description="Plan one")
    async def plan(self, interaction: Interaction, when: str, size: int = 5) -> None:
        await interaction.response.send_message(f"{when} for {size}")


def add_answers(tree: app_commands.CommandTree[Any]) -> None:
    @tree.command(description="Say it back")
    async def echo(interaction: Interaction, text: str) -> None:
        await interaction.response.send_message(text, view=Panel())

    @echo.autocomplete("text")
    async def complete(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
        count = 26 if current == "many" else 2
        return [app_commands.Choice(name=f"{current}{i}", value=f"v{i}") for i in range(count)]

    @tree.command(description="Answer late, in two messages")
    async def slow(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content="done")
        await interaction.followup.send("and more", ephemeral=True)

    @tree.command(description="Promise an answer to all, then give it to one")
    async def rather(interaction: Interaction) -> None:
        await interaction.response.defer()
        await interaction.delete_original_response()
        await asyncio.sleep(0.2)
        await interaction.followup.send("for you", ephemeral=True)

    @tree.command(description="Send a picture back")
    async def picture(interaction: Interaction, file: discord.Attachment) -> None:
        copy = discord.File(io.BytesIO(await file.read()), "copy.png", description="A copy")
        embed = discord.Embed(title=file.filename, color=0x004643).set_image(url=copy.uri)
        await interaction.response.send_message(embed=embed, file=copy)

    @tree.command(description="Where am I")
    async def where(interaction: Interaction, who: discord.User) -> None:
        context = interaction.context.to_array()
        owners = sorted(interaction._integration_owners)  # pyright: ignore[reportPrivateUsage]
        await interaction.response.send_message(f"{who.name} {context} {owners}")

    @tree.command(description="A layout")
    async def layout(interaction: Interaction) -> None:
        view = ui.LayoutView()
        container = ui.Container[ui.LayoutView](ui.TextDisplay("# Heat"), accent_colour=0x004643)
        container.add_item(ui.ActionRow(ui.Button(label="More", custom_id="more")))
        view.add_item(container)
        await interaction.response.send_message(view=view)

    @tree.command(description="Tell the channel")
    async def tell(interaction: Interaction) -> None:
        assert isinstance(interaction.channel, discord.TextChannel)
        await interaction.response.send_message("told", ephemeral=True)
        message = await interaction.channel.send("for all")
        await message.edit(content="for all, edited")

    @tree.context_menu(name="Ask about this")
    async def ask(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"about {message.content}", ephemeral=True)


def add_more(tree: app_commands.CommandTree[Any]) -> None:
    @tree.context_menu(name="Greet")
    async def greet(interaction: Interaction, user: discord.User) -> None:
        await interaction.response.send_message(f"hello {user.name}", ephemeral=True)

    @tree.command(description="Open a form")
    async def form(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form())


def add_misdeeds(bot: SampleBot) -> None:
    @bot.tree.command(description="Answer twice")
    async def twice(interaction: Interaction) -> None:
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        body = {"type": 4, "data": {"content": "once"}}
        for _ in range(2):
            await bot.http.request(Route("POST", path), json=body)

    @bot.tree.command(description="Never answer")
    async def never(_: Interaction) -> None:
        return

    @bot.tree.command(description="Answer when told to")
    async def tardy(interaction: Interaction) -> None:
        bot.waiting += 1
        await bot.stop_waiting.wait()
        await interaction.response.send_message("sorry")

    @bot.tree.command(description="Send too much")
    async def toolong(interaction: Interaction) -> None:
        embed = discord.Embed(title="t" * 257)
        await interaction.response.send_message("c" * 2001, embed=embed)

    @bot.tree.command(description="Use a route that nobody has")
    async def nowhere(interaction: Interaction) -> None:
        await interaction.response.send_message("trying")
        await bot.http.request(Route("GET", "/no/such/route"))
