using System.Net;
using System.Net.Sockets;
using Rayforce.Ipc;
using Rayforce.Server.Engines;
using Rayforce.TestServers;

namespace Rayforce.Client.Tests.Support;

/// <summary>What a client connects to.</summary>
internal static class ClientTarget
{
    /// <summary>Options of a client that does not keep a test waiting.</summary>
    public const string Quickly = "reconnectDelay=10ms&maxReconnectDelay=100ms";

    public static string Url(RunningServer server, string scheme, string options = "") =>
        $"{scheme}://127.0.0.1:{(scheme == "ws" ? server.Server.Port : server.TcpPort)}?{options}";

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public static FakeEngine Saying(string text) => new((_, _) => Task.FromResult<RayObject>(text));

    public static Task<RunningServer> StartAtAsync((int WebSocket, int Tcp) ports, IRayEngine? engine = null) =>
        RunningServer.StartAtAsync(
            ports.WebSocket, engine ?? FakeEngine.Echo(), options => options with { TcpPort = ports.Tcp });

    /// <summary>A server that closes instead of answering, so many times, and then echoes.</summary>
    public static FakeServer StartLosing(int lose, Func<RayObject, RayObject>? answer = null) =>
        FakeServer.StartAccepting(async accept =>
        {
            while (true)
            {
                using var client = await accept();
                Assert.Equal([3, 0], await client.ReceiveAsync(2));
                await client.SendAsync([3, 0]);
                while (true)
                {
                    var (_, request) = await client.ReceiveFrameAsync();
                    if (lose-- > 0)
                        break;
                    await client.SendFrameAsync(answer is null ? request : answer(request), MessageType.Response);
                }
            }
        });
}
