using System.Net.WebSockets;

namespace Rayforce.Server.Conversations;

/// <summary>Why a conversation ends.</summary>
/// <param name="Status">The code of the close message; null when there is nobody left to send it to.</param>
/// <param name="Reason">What goes into the log, and into the close message.</param>
/// <param name="ByClient">Whether the client has said so itself.</param>
internal sealed record Ending(WebSocketCloseStatus? Status, string Reason, bool ByClient = false);
