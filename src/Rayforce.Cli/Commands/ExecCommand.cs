using System.CommandLine;
using Rayforce.Client;
using Rayforce.Data;
using Rayforce.Ipc;
using Rayforce.WebSocket;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce exec</c>: expressions evaluated by a server.</summary>
internal static class ExecCommand
{
    private const string User = "rayforce";

    public static Command Create()
    {
        var url = new Argument<string>("URL")
        {
            Description =
                "The server: ws://host:port, wss://host/path, rayforce://host:port or rayforces:// for TCP, " +
                "or host:port for ws; it may hold user:password@. Otherwise the password is that of " +
                $"--password-file or of the environment variable {Passwords.Variable}, where there is one.",
        };
        var expressions = new Argument<string[]>("EXPRESSION")
        {
            Description = "Rayfall source, for example '(+ 1 2)'. Several run in order, up to the first that fails.",
            Arity = ArgumentArity.OneOrMore,
        };
        var sql = new Option<bool>("--sql") { Description = "The expressions are SQL, translated here." };
        var hex = new Option<bool>("--hex") { Description = "Print each reply's frame in hex, an error's too." };
        var wait = new RayClientOptions().CallTimeout;
        var timeout = new SecondsOption("--timeout", "How long to wait for each reply.", wait);
        var version = new WireVersionOption();
        var passwordFile = Passwords.FileOption();
        var command = new Command("exec", "Have a server evaluate expressions, and print the results.")
        {
            url, expressions, sql, hex, timeout, version, passwordFile,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var streams = parse.InvocationConfiguration;
            try
            {
                var options = new RayClientOptions
                {
                    CallTimeout = timeout.Get(parse),
                    WireVersion = version.Get(parse),
                };
                await using var connection = await RayforceClient.ConnectAsync(
                    ToUrl(parse.GetRequiredValue(url), parse.GetValue(passwordFile)), options, cancellationToken);
                foreach (var expression in parse.GetRequiredValue(expressions))
                {
                    var reply = await AskAsync(connection, expression, parse.GetValue(sql), cancellationToken);
                    var error = reply as RayError;
                    var text = parse.GetValue(hex) ? ToHex(reply, connection)
                        : error is null ? reply.ToRayfall()
                        : null;
                    if (text is not null)
                        await streams.Output.WriteLineAsync(text);
                    if (error is null)
                        continue;
                    await streams.Error.WriteLineAsync(new RayforceQueryException(error).Message);
                    return ExitCode.Failure;
                }

                return ExitCode.Success;
            }
            catch (Exception exception) when (exception is RayforceException or UriFormatException or ArgumentException)
            {
                await streams.Error.WriteLineAsync(exception.Message);
                return ExitCode.Trouble;
            }
        });
        return command;
    }

    private static string ToUrl(string url, string? passwordFile)
    {
        var whole = url.Contains("://", StringComparison.Ordinal) ? url : $"ws://{url}";
        var password = passwordFile is not null
            ? Passwords.FromFile(passwordFile)
            : Passwords.FromEnvironment(Passwords.Variable);
        if (password is null || !Uri.TryCreate(whole, UriKind.Absolute, out var address) || address.UserInfo.Length > 0)
            return whole;
        // The user does not matter, to this server and to native ones.
        return new UriBuilder(address) { UserName = User, Password = Uri.EscapeDataString(password) }.Uri.AbsoluteUri;
    }

    private static async Task<RayObject> AskAsync(
        RayConnection connection, string expression, bool isSql, CancellationToken cancellationToken)
    {
        try
        {
            return isSql
                ? await connection.ExecuteSqlAsync(expression, cancellationToken: cancellationToken)
                : await connection.ExecuteAsync(expression, cancellationToken);
        }
        catch (RaySqlException exception)
        {
            return new RayError("sql", exception.Message);
        }
        catch (RayforceQueryException exception)
        {
            return exception.Error;
        }
    }

    private static string ToHex(RayObject reply, RayConnection connection)
    {
        using var payload = new PooledBuffer();
        var version = connection.WireVersion;
        ReplyPayload.Write(reply, payload, version);
        var type =
            connection is WSClientConnection { HasSubprotocol: false } ? MessageType.Async : MessageType.Response;
        var header = new byte[FrameHeader.Size];
        new FrameHeader(version, FrameFlags.None, type, payload.WrittenCount).Write(header);
        return Convert.ToHexStringLower(header) + Convert.ToHexStringLower(payload.WrittenSpan);
    }
}
