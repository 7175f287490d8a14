using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Rayforce.Cli.Commands;
using Rayforce.Server;

namespace Rayforce.Cli.Tests;

/// <summary>Every option of every command that takes a value, with values that make no sense.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class OptionTests
{
    private const string Missing = "/no/such/file";

    private static readonly string[] Numbers = ["x", "", "1.5", "1,5", "1e3", "-1", " 1", "0x10", "99999999999999999999"];
    private static readonly string[] Times =
        ["abc", "", "0", "-1", "0,5", "1,000", "1e3", "NaN", "Infinity", "∞", " 1", "2147484", "00:00:05"];

    /// <summary>By command and option: what has to stand beside it, and values that make no sense.</summary>
    private static readonly Dictionary<string, (string[] Beside, string[] Wrong)> Wrong = new()
    {
        ["serve --host"] = ([], ["", "no such host", "example.org", "300.1.1.1", "127.0.0.1:80", "203.0.113.7"]),
        ["serve --port"] = ([], [.. Numbers, "65536"]),
        ["serve --tcp-port"] = ([], [.. Numbers, "65536"]),
        ["serve --password"] = ([], [""]),
        ["serve --read-password"] = ([], [""]),
        ["serve --password-file"] = ([], ["", Missing, "/"]),
        ["serve --origin"] = ([], ["", "example.org", "https://example.org/", "https://u@example.org", "ftp://x", "null"]),
        ["serve --allow-host"] = ([], ["", "a b", "http://x", "x:80", "x/y"]),
        ["serve --tls-cert"] = ([], ["", Missing, "/", "/dev/null"]),
        ["serve --tls-key"] = (["--tls-cert", "/dev/null"], ["", Missing, "/dev/null"]),
        ["serve --tls-client-ca"] = (["--tls-cert", "/dev/null"], ["", Missing, "/dev/null"]),
        ["serve --max-message-size"] = ([], [.. Numbers, "15", "2147483648"]),
        ["serve --receive-memory"] = ([], [.. Numbers, "0"]),
        ["serve --max-connections"] = ([], [.. Numbers, "0", "2147483648"]),
        ["serve --max-newcomers"] = ([], [.. Numbers, "0", "2147483648"]),
        ["serve --backlog-policy"] = ([], ["", "x", "Close", "close,drop-oldest"]),
        ["serve --backlog"] = ([], [.. Numbers, "4095"]),
        ["serve --backlog-memory"] = ([], [.. Numbers, "0"]),
        ["serve --max-subscriptions"] = ([], [.. Numbers, "2147483648"]),
        ["serve --max-total-subscriptions"] = ([], [.. Numbers, "2147483648"]),
        ["serve --compression"] = ([], ["x", "1", "yes"]),
        ["serve --evaluation-timeout"] = ([], Times),
        ["serve --post-timeout"] = ([], Times),
        ["serve --handshake-timeout"] = ([], Times),
        ["serve --receive-timeout"] = ([], Times),
        ["serve --send-timeout"] = ([], Times),
        ["serve --close-timeout"] = ([], Times),
        ["serve --keep-alive-interval"] = ([], Times),
        ["serve --keep-alive-timeout"] = ([], Times),
        ["serve --slow-request"] = ([], Times),
        ["serve --log-level"] = ([], ["", "x", "Warning", "7", "debug,error"]),
        ["serve --log-format"] = ([], ["", "x", "JSON", "text,json"]),
        ["serve --engine"] = ([], ["", "x", "Rayfall", "native,process"]),
        ["serve --load"] = ([], ["", Missing, "/"]),
        ["serve --files"] = ([], ["", Missing]),
        ["serve --data"] = ([], ["", "/dev/null", "/dev/null/x"]),
        ["serve --sync"] = (["--data", Missing], ["", "x", "Always", "always,never"]),
        ["serve --snapshot-above"] = (["--data", Missing], Numbers),
        ["serve --recovery-timeout"] = (["--engine", "process", "--binary", Missing, "--data", Missing], Times),
        ["serve --library"] = (["--engine", "native"], [Missing]),
        ["serve --upstream"] = (["--engine", "upstream"], ["", "localhost", "http://localhost:1", "rayforce:", "//x"]),
        ["serve --read-upstream"] =
            (["--engine", "upstream", "--upstream", "rayforce://127.0.0.1:1"], ["", "localhost", "http://localhost:1", "//x"]),
        ["serve --binary"] = (["--engine", "process"], [Missing]),
        ["serve --overdue-timeout"] = (["--engine", "process", "--binary", Missing], Times),
        ["exec --file"] = (["ws://127.0.0.1:1"], ["", Missing, "/"]),
        ["exec --format"] = (["ws://127.0.0.1:1", "x"], ["", "x", "CSV", "csv,json"]),
        ["exec --limit"] = (["ws://127.0.0.1:1", "x"], Numbers),
        ["exec --timeout"] = (["ws://127.0.0.1:1", "x"], Times),
        ["exec --wire-version"] = (["ws://127.0.0.1:1", "x"], ["", "x", "2", "03", "1.0", "-1"]),
        ["exec --password-file"] = (["ws://127.0.0.1:1", "x"], ["", Missing, "/"]),
        ["repl --files"] = ([], ["", Missing]),
        ["repl --timeout"] = (["ws://127.0.0.1:1"], Times),
        ["repl --wire-version"] = (["ws://127.0.0.1:1"], ["", "x", "2", "03", "1.0", "-1"]),
        ["repl --password-file"] = (["ws://127.0.0.1:1"], ["", Missing, "/"]),
        ["import --timeout"] = (["/dev/null", "ws://127.0.0.1:1", "x"], Times),
        ["import --wire-version"] = (["/dev/null", "ws://127.0.0.1:1", "x"], ["", "x", "2", "03", "1.0", "-1"]),
        ["import --password-file"] = (["/dev/null", "ws://127.0.0.1:1", "x"], ["", Missing, "/"]),
        ["export --timeout"] = (["ws://127.0.0.1:1", "x", "x.csv"], Times),
        ["export --wire-version"] = (["ws://127.0.0.1:1", "x", "x.csv"], ["", "x", "2", "03", "1.0", "-1"]),
        ["export --password-file"] = (["ws://127.0.0.1:1", "x", "x.csv"], ["", Missing, "/"]),
        ["ping --count"] = (["ws://127.0.0.1:1"], [.. Numbers, "0", "1000001"]),
        ["ping --timeout"] = (["ws://127.0.0.1:1"], Times),
        ["ping --wire-version"] = (["ws://127.0.0.1:1"], ["", "x", "2", "03", "1.0", "-1"]),
        ["ping --password-file"] = (["ws://127.0.0.1:1"], ["", Missing, "/"]),
        ["bench --expression"] = (["ws://127.0.0.1:1"], [""]),
        ["bench --seconds"] = (["ws://127.0.0.1:1"], Times),
        ["bench --connections"] = (["ws://127.0.0.1:1"], [.. Numbers, "0", "10001"]),
        ["bench --in-flight"] = (["ws://127.0.0.1:1"], [.. Numbers, "0", "10001"]),
        ["bench --timeout"] = (["ws://127.0.0.1:1"], Times),
        ["bench --wire-version"] = (["ws://127.0.0.1:1"], ["", "x", "2", "03", "1.0", "-1"]),
        ["bench --password-file"] = (["ws://127.0.0.1:1"], ["", Missing, "/"]),
        ["frame eval --wire-version"] = ([], ["", "x", "2", "03", "1.0", "-1"]),
    };

    public static TheoryData<string> Options => [.. Root().SelectMany(Walk).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Options))]
    public async Task A_wrong_value_is_one_line_that_says_so_and_trouble(string option)
    {
        var (beside, values) = Wrong[option];
        var words = option.Split(' ');
        foreach (var value in values)
        {
            string[] free = words[0] == "serve" && words[^1] != "--port" ? ["--port", "0"] : [];
            var run = await CommandRun.OfAsync([.. words[..^1], .. free, .. beside, words[^1], value]);

            Assert.True(ExitCode.Trouble == run.ExitCode, $"{option} '{value}' ends with {run.ExitCode}: {run.Error}");
            Assert.True(
                run.Error.Length > 1 && run.Error.IndexOf('\n') == run.Error.Length - 1,
                $"{option} '{value}' says: {run.Error}");
            Assert.Empty(run.Output);
        }
    }

    [Fact]
    public void Every_option_that_is_walked_is_there() =>
        Assert.Empty(Wrong.Keys.Except(Root().SelectMany(Walk)));

    [Theory]
    [InlineData("native")]
    [InlineData("upstream", "--upstream", "rayforce://127.0.0.1:1")]
    [InlineData("process")]
    public async Task An_engine_that_reaches_the_system_is_not_served_to_strangers(string engine, params string[] args)
    {
        var run = await CommandRun.OfAsync(
            ["serve", "--port", "0", "--host", "0.0.0.0", "--engine", engine, .. args]);

        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.Contains("could run programs of this machine", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.7", "0", "Choose an address of this machine")]
    [InlineData("127.0.0.1", "taken", "Choose another port")]
    public async Task What_keeps_a_server_from_listening_is_said_with_what_to_do(string host, string port, string advice)
    {
        await using var other = new WSServer(0, new WSServerOptions { Host = "127.0.0.1" });
        await other.StartAsync();

        var run = await CommandRun.OfAsync(
            "serve", "--host", host, "--port", port == "taken" ? $"{other.Port}" : port);

        Assert.Equal(ExitCode.Trouble, run.ExitCode);
        Assert.Contains(advice, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exec_takes_the_password_of_the_URL_or_of_a_file_or_of_the_environment()
    {
        await using var server = new WSServer(0, new WSServerOptions { Host = "127.0.0.1", Password = "geheim:ß" });
        await server.StartAsync();
        var file = Path.GetTempFileName();
        var before = Environment.GetEnvironmentVariable(Passwords.Variable);
        try
        {
            await File.WriteAllTextAsync(file, "geheim:ß\nno part of it\n");
            var url = $"127.0.0.1:{server.Port}";
            Assert.Equal("3\n", (await CommandRun.OfAsync("exec", url, "(+ 1 2)", "--password-file", file)).Output);
            Environment.SetEnvironmentVariable(Passwords.Variable, "geheim:ß");
            Assert.Equal("3\n", (await CommandRun.OfAsync("exec", $"ws://{url}", "(+ 1 2)")).Output);
            var wrong = await CommandRun.OfAsync("exec", $"ws://u:wrong@{url}", "(+ 1 2)");
            Assert.Equal(ExitCode.Trouble, wrong.ExitCode);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Passwords.Variable, before);
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Exec_takes_the_URL_of_the_environment()
    {
        await using var server = new WSServer(0, new WSServerOptions { Host = "127.0.0.1" });
        await server.StartAsync();
        var before = Environment.GetEnvironmentVariable(ServerOptions.UrlVariable);
        try
        {
            Environment.SetEnvironmentVariable(ServerOptions.UrlVariable, $"127.0.0.1:{server.Port}");

            Assert.Equal("3\n4\n", (await CommandRun.OfAsync("exec", "(+ 1 2)", "4")).Output);
        }
        finally
        {
            Environment.SetEnvironmentVariable(ServerOptions.UrlVariable, before);
        }
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_refused()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());

            var run = await CommandRun.OfAsync("serve", "--port", "0", "--tls-cert", file);

            Assert.Equal(ExitCode.Trouble, run.ExitCode);
            Assert.StartsWith($"The certificate '{file}' cannot be used: ", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<(string Name, Command Command)> Root() => RayforceCommand.Create(Stream.Null, Stream.Null)
        .Subcommands.SelectMany(command => command.Subcommands.Count == 0
            ? [(command.Name, command)]
            : command.Subcommands.Select(inner => ($"{command.Name} {inner.Name}", inner)));

    private static IEnumerable<string> Walk((string Name, Command Command) command) => command.Command.Options
        .Where(option => option.ValueType != typeof(bool) && option.Name != "--help")
        .Select(option => $"{command.Name} {option.Name}");
}
