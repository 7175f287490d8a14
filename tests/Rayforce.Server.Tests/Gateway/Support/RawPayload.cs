using Rayforce.Ipc;
using Rayforce.TestServers;

namespace Rayforce.Server.Tests.Gateway.Support;

internal static class RawPayload
{
    /// <summary>Sends bytes as the payload of a reply, whatever they are.</summary>
    public static Task SendPayloadAsync(this RawSocket socket, byte[] payload, FrameFlags flags = FrameFlags.None)
    {
        var frame = new byte[FrameHeader.Size + payload.Length];
        new FrameHeader(WireVersion.V3, flags, MessageType.Response, payload.Length).Write(frame);
        payload.CopyTo(frame, FrameHeader.Size);
        return socket.SendAsync(frame);
    }
}
