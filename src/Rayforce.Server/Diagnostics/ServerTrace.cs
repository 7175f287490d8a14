using System.Diagnostics;
using Rayforce.Client;

namespace Rayforce.Server.Diagnostics;

/// <summary>
/// What the server shows of single requests: spans of the source <c>Rayforce.Server</c>. The request is in none, since it
/// may hold secrets.
/// </summary>
internal static class ServerTrace
{
    private static readonly ActivitySource Source = new("Rayforce.Server");

    /// <summary>A request begins.</summary>
    /// <param name="parent">The span of the client that asked, where it sent one.</param>
    /// <param name="connection">The connection that it came by.</param>
    /// <returns>The span; null where nobody listens.</returns>
    public static Activity? Begin(TraceParent parent, string connection)
    {
        if (!Source.HasListeners())
            return null;
        var activity = Source.StartActivity(
            "evaluate", ActivityKind.Server, parent.IsNone ? default : parent.ToContext());
        activity?.SetTag("db.system.name", "rayforce").SetTag("rayforce.connection", connection);
        return activity;
    }

    /// <summary>The request has been answered with an error.</summary>
    public static void Fail(Activity? activity, string code) =>
        activity?.SetTag("error.type", code).SetStatus(ActivityStatusCode.Error);
}
