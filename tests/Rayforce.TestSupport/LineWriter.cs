using System.Text;
using System.Threading.Channels;

namespace Rayforce.TestSupport;

/// <summary>A console whose lines a test can wait for.</summary>
public sealed class LineWriter : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

    public async Task<string> ReadLineAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _lines.Reader.ReadAsync(limit.Token);
    }
}
