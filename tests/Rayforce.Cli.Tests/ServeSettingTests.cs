using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Rayforce.Cli.Commands;

namespace Rayforce.Cli.Tests;

/// <summary>Where <c>rayforce serve</c> has its options from, and what it tells those who run it.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ServeSettingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("settings").FullName;
    private readonly List<string> _variables = [];

    public void Dispose()
    {
        foreach (var variable in _variables)
            Environment.SetEnvironmentVariable(variable, null);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_files()
    {
        Write("appsettings.json", """{ "serve": { "port": 1, "tcpPort": 2, "host": "a", "maxConnections": 4 }, "Logging": {} }""");
        Write("appsettings.Production.json", """{ "serve": { "TCPPORT": 20, "Host": "b", "maxconnections": 40 } }""");
        Set("RAYFORCE_SERVE__HOST", "c");
        Set("RAYFORCE_SERVE__MAXCONNECTIONS", "400");

        Assert.Equal(
            ["serve", "--host=c", "--port=1", "--tcp-port=20", "--max-connections", "4000"],
            Ordered(Complete("serve", "--max-connections", "4000")));
        Assert.Equal(
            ["serve", "--host=c", "--max-connections=400", "--port=1", "--tcp-port:9"],
            Ordered(Complete("serve", "--tcp-port:9")));
    }

    [Fact]
    public void An_option_that_may_be_given_several_times_is_a_list()
    {
        Write("appsettings.json", """{ "serve": { "origin": ["https://a", "https://b"], "restricted": true } }""");

        Assert.Equal(["serve", "--origin=https://a", "--origin=https://b", "--restricted=True"], Complete("serve"));
    }

    [Fact]
    public void Another_command_has_no_settings()
    {
        Write("appsettings.json", """{ "serve": { "port": 1 } }""");

        Assert.Equal(["exec", "x"], Complete("exec", "x"));
    }

    [Fact]
    public void Every_option_is_a_setting()
    {
        var root = RayforceCommand.Create(Stream.Null, Stream.Null);
        foreach (var option in root.Subcommands.Single(static command => command.Name == "serve").Options)
        {
            var key = option.Name.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
            if (key is "HELP")
                continue;
            Set($"RAYFORCE_SERVE__{key}", "x");
            Assert.Equal(["serve", $"{option.Name}=x"], Complete("serve"));
            Environment.SetEnvironmentVariable($"RAYFORCE_SERVE__{key}", null);
        }
    }

    [Theory]
    [InlineData("{ \"serve\": { \"prot\": 1 } }", "serve:prot")]
    [InlineData("{ \"serve\": { \"tcp-port\": 1 } }", "serve:tcp-port")]
    [InlineData("{ \"serve\": ", "")]
    [InlineData("[]", "")]
    public void A_setting_that_is_none_is_said(string json, string part)
    {
        Write("appsettings.json", json);

        var exception = Assert.Throws<ArgumentException>(() => Complete("serve"));

        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_service_manager_is_told_when_it_listens()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "There is no systemd here.");
        var path = Path.Combine(_folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        Set("NOTIFY_SOCKET", path);

        using var server = await ServedProcess.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var buffer = new byte[256];
        var count = await socket.ReceiveAsync(buffer, limit.Token);

        Assert.Contains("READY=1", Encoding.UTF8.GetString(buffer, 0, count), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_a_line_of_json_for_each_event()
    {
        Set("RAYFORCE_SERVE__LOGFORMAT", "json");
        Set("RAYFORCE_SERVE__LOGLEVEL", "information");
        var lines = new List<string>();
        using (var server = await ServedProcess.StartAsync(lines.Add))
        {
            using var client = await new HttpClient().GetAsync(new Uri($"http://127.0.0.1:{server.WebPort}/health"));
            while (!lines.Exists(static line => line.StartsWith('{')))
                await Task.Delay(50);
        }

        foreach (var line in lines.Where(static line => line.StartsWith('{')))
        {
            using var entry = JsonDocument.Parse(line);
            Assert.Equal("Rayforce.Server", entry.RootElement.GetProperty("Category").GetString());
        }
    }

    private static IEnumerable<string> Ordered(string[] args) =>
        args[..1].Concat(args[1..].TakeWhile(static arg => arg.Contains('=', StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            .Concat(args[1..].SkipWhile(static arg => arg.Contains('=', StringComparison.Ordinal)));

    private string[] Complete(params string[] args) =>
        ServeSettings.Complete(args, RayforceCommand.Create(Stream.Null, Stream.Null), _folder);

    private void Write(string name, string json) => File.WriteAllText(Path.Combine(_folder, name), json);

    private void Set(string variable, string value)
    {
        _variables.Add(variable);
        Environment.SetEnvironmentVariable(variable, value);
    }
}
