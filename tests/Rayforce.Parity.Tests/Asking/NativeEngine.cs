using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using Rayforce.Ipc;

namespace Rayforce.Parity.Tests.Asking;

/// <summary>Native Rayforce in a process of its own, which is started anew where it died.</summary>
internal sealed class NativeEngine(string library, string? folder = null) : IAnswerer, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private Process? _process;
    private BinaryWriter _questions = null!;
    private BinaryReader _answers = null!;

    /// <summary>Whether it died of the last source: its environment is empty again.</summary>
    public bool HasDied { get; private set; }

    public Reply Ask(string source)
    {
        if (_process is null)
            Start();
        HasDied = false;
        using var ending = new Timer(static process => Kill((Process)process!), _process, Limit, Timeout.InfiniteTimeSpan);
        try
        {
            _questions.Write(source);
            _questions.Flush();
            var payload = _answers.ReadBytes(_answers.ReadInt32());
            return ReadError(payload) is { } error ? new Reply([], error.Code) : new Reply(payload, null);
        }
        catch (IOException)
        {
            Dispose();
            HasDied = true;
            return Reply.NoAnswer;
        }
    }

    public void Restart() => Dispose();

    public void Dispose()
    {
        if (_process is not { } process)
            return;
        _process = null;
        Kill(process);
        process.WaitForExit();
        process.Dispose();
        _questions.Dispose();
        _answers.Dispose();
    }

    private static RayError? ReadError(byte[] payload) => (RayType)payload[0] == RayType.Error
        ? (RayError)ReplyPayload.Read(payload, WireVersion.V3)
        : null;

    private static void Kill(Process process)
    {
        if (!process.HasExited)
            process.Kill();
    }

    private void Start()
    {
        var questions = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var answers = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var argument in (ReadOnlySpan<string>)
            [
                typeof(NativeEngine).Assembly.Location, Program.Native, library,
                questions.GetClientHandleAsString(), answers.GetClientHandleAsString(),
            ])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        // What it prints is nobody's.
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        questions.DisposeLocalCopyOfClientHandle();
        answers.DisposeLocalCopyOfClientHandle();
        _questions = new BinaryWriter(questions, Encoding.UTF8);
        _answers = new BinaryReader(answers, Encoding.UTF8);
    }
}
