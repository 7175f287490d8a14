using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Clients;
using Rayforce.Rayfall.Files;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>What a builtin may ask of the evaluation that calls it.</summary>
internal abstract class Evaluator
{
    private Dictionary<Column, long>? _sums;

    /// <summary>The limits of the request.</summary>
    public abstract Budget Budget { get; }

    /// <summary>The threads of the request.</summary>
    public abstract Workers Workers { get; }

    /// <summary>The symbols of the request.</summary>
    public abstract Symbols Symbols { get; }

    /// <summary>Where the request says what it does; nothing where nobody asks.</summary>
    public Explanation? Explanation { get; protected set; }

    /// <summary>Sums of columns that the request has asked for.</summary>
    public Dictionary<Column, long> Sums => _sums ??= new(ReferenceEqualityComparer.Instance);

    /// <summary>The folder that the request may use; nothing where the engine has none.</summary>
    /// <exception cref="RayfallException">The request is restricted.</exception>
    public virtual GrantedFolder? Folder => null;

    /// <summary>The client whose request it is; nothing where it came by no connection.</summary>
    public virtual IRayfallClient? Client => null;

    /// <summary>
    /// Makes sure that the request is not evaluated again from its start: it is about to do what others see at once.
    /// </summary>
    public abstract void BeginEffects();

    /// <summary>
    /// Waits for somebody else, with no claim to anything meanwhile: what the request has bound is published before,
    /// and it sees what others have published after.
    /// </summary>
    /// <param name="wait">Waits.</param>
    public abstract T Await<T>(Func<CancellationToken, T> wait);

    /// <summary>The host's journal; nothing where it has none.</summary>
    public virtual Journaling? Journal => null;

    /// <summary>Whether the call stands in a query, or in a function that one calls.</summary>
    public abstract bool InQuery { get; }

    /// <summary>Makes columns visible, or none.</summary>
    /// <returns>What was visible before, to be made visible again.</returns>
    public abstract QueryScope? EnterQuery(QueryScope? query);

    /// <summary>Calls a function with values.</summary>
    /// <exception cref="RayfallException">It fails, or is no function.</exception>
    public abstract Value Apply(Value function, params ReadOnlySpan<Value> arguments);

    /// <summary>Evaluates code.</summary>
    public abstract Value Evaluate(Value code);

    /// <summary>Evaluates the forms of a source in order.</summary>
    public abstract Value Run(ReadOnlySpan<byte> source);

    /// <summary>The builtin of a name, or nothing.</summary>
    public abstract Function? FindBuiltin(ReadOnlySpan<byte> utf8);

    /// <summary>The value that a name is bound to globally, or nothing.</summary>
    public abstract Value? FindGlobal(int name);

    /// <summary>Binds a name globally.</summary>
    public abstract void SetGlobal(int name, Value value);

    /// <summary>Makes a name mean nothing.</summary>
    public abstract void RemoveGlobal(int name);

    /// <summary>All names that mean something globally: the builtins', the namespaces', and those that are bound.</summary>
    public abstract IEnumerable<int> GlobalNames { get; }

    /// <summary>What a name means globally, or nothing.</summary>
    public abstract Value? FindName(int name);

    /// <summary>Prints, for the one who sent the request.</summary>
    public abstract void Print(ReadOnlySpan<byte> utf8);

    /// <summary>Forgets what was kept for the request.</summary>
    protected void Forget() => (Explanation, _sums) = (null, null);
}
