using System.Text;
using System.Text.RegularExpressions;

namespace Rayforce.TestSupport;

/// <summary>What of the recorded conversations depends on time, on a process, or on what was not recorded.</summary>
public static partial class UnrepeatableCases
{
    private static readonly (string Prefix, string Reason)[] Conversations =
    [
        ("urgent-", "when urgent data arrives decides what it does, and this server's host does not let it through"),
        ("mc-slow-", "how much a slow subscriber gets depends on the buffers of the system"),
        ("client-", "native is the client, and what told it to connect was not recorded"),
        ("tcp-client-", "native is the client"),
        ("handshake-all-versions", "it is a summary of 256 conversations, see TcpServerTests"),
        ("tcp-server-object", "it tells of Python objects, not of a conversation"),
        ("tcp-server-stop", "a signal stops the process"),
        ("exit", "it ends the process, which is that of the tests with a native library in it"),
        ("start", "nothing is said"),
    ];

    /// <summary>Why a conversation cannot be played to a server again; null for one that can.</summary>
    public static string? WhyNot(GoldenConversation conversation) => Conversations.FirstOrDefault(
        each => conversation.Name.StartsWith(each.Prefix, StringComparison.Ordinal)).Reason;

    /// <summary>Whether the answer to a request is another one in each process, or each time.</summary>
    public static bool HasAnswerOfItsOwn(byte[] request) => OfTheProcess().IsMatch(Encoding.Latin1.GetString(request));

    [GeneratedRegex(@"\.sys\.(info|args|mem|build|env|gc|querylog)|\((guid|rand|env|timer|date|time|timestamp) ")]
    private static partial Regex OfTheProcess();
}
