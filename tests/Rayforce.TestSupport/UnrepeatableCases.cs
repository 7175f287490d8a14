using System.Text;
using System.Text.RegularExpressions;

namespace Rayforce.TestSupport;

/// <summary>What of the recorded conversations depends on time, on a process, or on what was not recorded.</summary>
public static partial class UnrepeatableCases
{
    private static readonly (string Prefix, string Reason)[] ToAServer =
    [
        ("core3/tcp-python/tcp-server-push-publisher", "it is the other side of tcp-server-push, which is played with it"),
        ("core3/tcp/urgent-", "what a request is when urgent data arrives depends on time, and Kestrel drops the data"),
        ("core3/tcp/mc-slow-", "how much a slow subscriber gets, and when it is dropped, depends on the system's buffers"),
        ("core3/tcp/handshake-all-versions", "it is a summary of 256 conversations, which TcpServerTests holds"),
        ("core3/tcp/exit", "it ends the process, which is that of the tests with a native library in it"),
        ("core3/tcp-python/tcp-client-", "rayforce-py is the client of a script, and is not what is tested: this client is"),
        ("core3/tcp-python/tcp-server-object", "it tells of Python objects; no byte was sent"),
        ("core3/tcp-python/tcp-server-stop", "a signal stops the process; no byte was sent"),
        ("core3/websocket/client-", "rayforce-py is the client of a script, and is not what is tested: this client is"),
        ("core3/websocket/start", "it tells of what is printed; no byte was sent"),
    ];

    private static readonly (string Prefix, string Reason)[] ToAClient =
    [
        ("core3/websocket/client-push-then-reply", "when the push comes decides whether it is dropped, or taken for a reply"),
        ("core3/websocket/client-http-403", "the client did not get beyond its HTTP request, whose headers are its library's"),
        ("core3/websocket/client-dead-port", "nobody listens; no byte was sent"),
        ("core3/websocket/client-no-such-host", "nobody listens; no byte was sent"),
        ("core3/websocket/client-no-port", "nobody listens; no byte was sent"),
        ("core3/websocket/client-port-", "there is no such port; no byte was sent"),
    ];

    /// <summary>
    /// The clients that left before a step, counted from 1, which was not recorded: what came then shows that they had.
    /// </summary>
    private static readonly (string Case, int Step, int Connection)[] Leavers =
    [
        ("core3/tcp/hooks", 9, 2),
        ("core3/tcp/mc-subscriber-leaves", 7, 1),
        ("core3/tcp/server-asks-a-leaver", 9, 2),
    ];

    /// <summary>The conversations that a server had held before, where it tells how many publications there had been.</summary>
    private static readonly (string Case, string[] Before)[] Sequels =
    [
        ("core3/tcp/mc-two-connections", ["core3/tcp/mc-one-connection"]),
        ("core3/tcp/mc-subscriber-leaves", ["core3/tcp/mc-one-connection", "core3/tcp/mc-two-connections"]),
    ];

    /// <summary>The conversations that were held on other connections before a step, counted from 1, of one.</summary>
    private static readonly (string Case, int Step, string Meanwhile)[] Companions =
    [
        ("core3/tcp-python/tcp-server-push", 5, "core3/tcp-python/tcp-server-push-publisher"),
    ];

    /// <summary>The conversation to hold before a step of one, on another connection; null for none.</summary>
    public static string? MeanwhileBefore(GoldenConversation conversation, int step) =>
        Companions.FirstOrDefault(each => each.Case == conversation.Case && each.Step == step + 1).Meanwhile;

    /// <summary>The conversations to hold before one, on the same server.</summary>
    public static IReadOnlyList<string> Before(GoldenConversation conversation) =>
        Sequels.FirstOrDefault(each => each.Case == conversation.Case).Before ?? [];

    /// <summary>Which client left before a step; null for none.</summary>
    public static int? LeaverBefore(GoldenConversation conversation, int step) =>
        Leavers.Where(each => each.Case == conversation.Case && each.Step == step + 1)
            .Select(each => (int?)each.Connection).FirstOrDefault();

    /// <summary>Why a conversation cannot be played to a server again; null for one that can.</summary>
    public static string? WhyNot(GoldenConversation conversation) => conversation.HasNativeClient
        ? "what told native to connect was not recorded; what it then said is in NativeClientReplayTests"
        : Find(ToAServer, conversation);

    /// <summary>Why a conversation of rayforce-py's client cannot be played to a client again; null for one that can.</summary>
    public static string? WhyNotToAClient(GoldenConversation conversation) => Find(ToAClient, conversation);

    /// <summary>Whether the answer to a request is another one in each process, or each time.</summary>
    public static bool HasAnswerOfItsOwn(byte[] request) => OfTheProcess().IsMatch(Encoding.Latin1.GetString(request));

    private static string? Find((string Prefix, string Reason)[] cases, GoldenConversation conversation) =>
        cases.FirstOrDefault(each => conversation.Case.StartsWith(each.Prefix, StringComparison.Ordinal)).Reason;

    [GeneratedRegex(@"\.sys\.(info|args|mem|build|env|gc|querylog)|\((guid|rand|env|timer|date|time|timestamp) ")]
    private static partial Regex OfTheProcess();
}
