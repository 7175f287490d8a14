using System.IO.Pipes;
using System.Text;
using Rayforce.Ipc;
using Rayforce.Native;

namespace Rayforce.Parity.Tests.Asking;

/// <summary>
/// Native Rayforce as a program: it reads sources from a pipe and writes the payloads of its replies to another, until
/// the first ends. A source that ends the process takes no test with it.
/// </summary>
internal static class NativeProgram
{
    public static async Task<int> RunAsync(string library, string questions, string answers)
    {
        using var input = new BinaryReader(new AnonymousPipeClientStream(PipeDirection.In, questions), Encoding.UTF8);
        using var output = new BinaryWriter(new AnonymousPipeClientStream(PipeDirection.Out, answers), Encoding.UTF8);
        await using var runtime = await RayNativeRuntime.CreateAsync(new RayNativeOptions { LibraryPath = library });
        while (Read(input) is { } source)
        {
            using var request = new PooledBuffer();
            using var reply = new PooledBuffer();
            RaySerializer.Serialize(new RayString(source), request, WireVersion.V3);
            await runtime.EvaluateAsync(new RayNativeRequest(request.WrittenMemory, WireVersion.V3), reply);
            output.Write(reply.WrittenSpan.Length);
            output.Write(reply.WrittenSpan);
            output.Flush();
        }

        return 0;
    }

    private static string? Read(BinaryReader input)
    {
        try
        {
            return input.ReadString();
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }
}
