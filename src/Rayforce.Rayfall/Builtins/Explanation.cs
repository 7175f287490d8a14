using System.Text;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// What a request does, a line each, for one who asks how it is evaluated. What a query does stands below it, indented.
/// </summary>
internal sealed class Explanation(Budget budget, Symbols symbols)
{
    private const int MostLines = 10_000;

    private readonly StringBuilder _text = new();
    private int _depth;
    private int _lines;

    /// <summary>Adds a line. After ten thousand it only says that there are more.</summary>
    public void Add(string line)
    {
        if (++_lines > MostLines)
        {
            if (_lines == MostLines + 1)
                _text.Append("…\n");
            return;
        }

        budget.Charge(line.Length + (2 * _depth) + 1, sizeof(char));
        _text.Append(' ', 2 * _depth).Append(line).Append('\n');
    }

    /// <summary>Adds a line about a name.</summary>
    public void Add(int name, string line) => Add($"{symbols.Text(name)}: {line}");

    /// <summary>Adds a line, below which the next ones stand until it is left.</summary>
    public Level Open(string line)
    {
        Add(line);
        return new Level(this, _depth++);
    }

    public override string ToString() => _text.ToString();

    /// <summary>A line with others below it.</summary>
    internal sealed class Level(Explanation explanation, int depth) : IDisposable
    {
        /// <summary>Leaves it.</summary>
        public void Dispose() => explanation._depth = depth;
    }
}
