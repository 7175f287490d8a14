using System.Net.WebSockets;

namespace Rayforce.WebSocket;

/// <summary>What a receive brought, as later frameworks have it.</summary>
internal readonly record struct ValueWebSocketReceiveResult(
    int Count, WebSocketMessageType MessageType, bool EndOfMessage);
