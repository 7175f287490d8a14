using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Clients;
using Rayforce.Rayfall.Files;
using Rayforce.Rayfall.Parsing;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// One request on its way: its frames, its globals, its limits, what it prints. One thread runs it. When it is done it
/// does for another one.
/// </summary>
/// <param name="maxCalls">How many calls may be under way.</param>
/// <param name="workers">The threads of all requests.</param>
/// <param name="folder">The folder that requests may use; nothing where there is none.</param>
/// <param name="shared">The globals that all requests share.</param>
internal sealed class Machine(int maxCalls, Workers workers, GrantedFolder? folder, SharedGlobals shared) : Evaluator
{
    private const int StepsAtOnce = 256;

    /// <summary>How many values lie on the stack of nearly all requests.</summary>
    private const int SmallStack = 64;

    /// <summary>How many sources may be under way, each of which loads the next.</summary>
    private const int MostSources = 32;

    /// <summary>How many dots a name to bind has at most: each is a dict in a dict.</summary>
    private const int MostDots = 64;

    private readonly Transaction _transaction = new(shared);
    private readonly Globals _globals = new();

    // The request's own, from its beginning to its end.
    private Budget _budget = null!;
    private Symbols _symbols = null!;
    private Journaling? _journal;
    private IRayfallClient? _client;
    private bool _isRestricted;

    private List<(int Name, int Slot)>? _scopes;
    private Value[] _stack = [];
    private int _base;
    private int _calls;
    private int _sources;
    private int _stepsLeft;
    private ArrayBufferWriter<byte>? _output;

    public override Budget Budget => _budget;

    public override Workers Workers => workers;

    public override Symbols Symbols => _symbols;

    public override GrantedFolder? Folder
    {
        get
        {
            if (folder is not null)
                RequireUnrestricted();
            return folder;
        }
    }

    public override IRayfallClient? Client => _client;

    public override Journaling? Journal => _journal;

    public override bool InQuery => Query is not null;

    /// <summary>What was printed.</summary>
    public ReadOnlyMemory<byte> Output => _output?.WrittenMemory ?? ReadOnlyMemory<byte>.Empty;

    /// <summary>Whether the running function is being left with a value: whoever sees it gives its value on at once.</summary>
    public bool IsReturning { get; private set; }

    /// <summary>The function that is running.</summary>
    public Lambda? Running { get; private set; }

    /// <summary>The query that is running.</summary>
    public QueryScope? Query { get; private set; }

    /// <summary>Where the next value goes on the stack.</summary>
    public int Top { get; private set; }

    /// <summary>The local names in sight, innermost last: of the running function, or of the scopes outside functions.</summary>
    public ReadOnlySpan<(int Name, int Slot)> Locals => Running is { } lambda
        ? CodeOf(lambda).Names
        : CollectionsMarshal.AsSpan(_scopes);

    public override Function? FindBuiltin(ReadOnlySpan<byte> utf8) => BuiltinTable.Instance.Find(utf8);

    /// <summary>What it sees of the globals of all, and its claim to them.</summary>
    public Transaction Transaction => _transaction;

    /// <summary>What the request has bound; nothing where it has bound nothing.</summary>
    public IReadOnlyDictionary<int, Value>? Written => _globals.Written;

    /// <summary>A request begins, or begins anew: its transaction has begun.</summary>
    /// <param name="budget">Its limits.</param>
    /// <param name="isRestricted">Whether what writes or reaches the system is refused.</param>
    /// <param name="client">Who asks; nothing where no connection can be asked back.</param>
    /// <param name="journal">The host's journal; nothing where it has none.</param>
    /// <param name="isExplained">Whether it says what it does.</param>
    public void Begin(Budget budget, bool isRestricted, IRayfallClient? client, Journaling? journal, bool isExplained)
    {
        _budget = budget;
        _symbols = new Symbols(_transaction.Snapshot.Symbols, budget);
        _globals.Begin(_transaction.Snapshot, _symbols, budget);
        _isRestricted = isRestricted;
        _journal = journal;
        _client = client;
        _stack = ArrayPool<Value>.Shared.Rent(SmallStack);
        Explanation = isExplained ? new Explanation(budget, _symbols) : null;
    }

    /// <summary>Lets go of everything that was the request's; nothing is evaluated until the next one begins.</summary>
    public void End()
    {
        var stack = _stack;
        _stack = [];
        // One that has grown was made for this request, and whoever still looks at the first one keeps it.
        if (stack.Length == SmallStack)
            ArrayPool<Value>.Shared.Return(stack, clearArray: true);
        (_budget, _symbols, _journal, _client) = (null!, null!, null, null);
        _globals.End();
        (_scopes, _output, Running, Query) = (null, null, null, null);
        (_base, _calls, _sources, _stepsLeft, Top) = (0, 0, 0, 0, 0);
        IsReturning = HasRunVolatile = false;
        Forget();
    }

    /// <summary>Brings names of a scope outside functions in sight.</summary>
    /// <returns>What <see cref="CloseScope"/> goes back to.</returns>
    public int OpenScope(ReadOnlySpan<(int Name, int Slot)> names)
    {
        var outer = (_scopes ??= []).Count;
        _scopes.AddRange(names);
        return outer;
    }

    public void CloseScope(int outer) => _scopes?.RemoveRange(outer, _scopes.Count - outer);

    public override void BeginEffects()
    {
        if (!_transaction.TryClaim())
            throw new StaleException();
    }

    public override T Await<T>(Func<CancellationToken, T> wait)
    {
        BeginEffects();
        if (!_isRestricted && _globals.Written is { } written)
            _transaction.Publish(_symbols, _budget, written, isDeterministic: false);
        var result = _transaction.Await(wait);
        _globals.Refresh(_transaction.Snapshot);
        return result;
    }

    /// <summary>Counts an evaluation.</summary>
    public void Step()
    {
        if (--_stepsLeft >= 0)
            return;
        _budget.Step(StepsAtOnce);
        _stepsLeft = StepsAtOnce - 1;
    }

    /// <summary>A slot of the running frame. The reference holds until something is evaluated.</summary>
    public ref Value Slot(int slot) => ref _stack[_base + slot];

    public void Push(Value value)
    {
        if (Top == _stack.Length)
            Reserve(Top + 1);
        _stack[Top++] = value;
    }

    /// <summary>Takes everything from a place on off the stack.</summary>
    public void Drop(int top) => Top = top;

    /// <summary>Room for the frame of code outside of functions.</summary>
    public void Enter(int slots)
    {
        Reserve(Top + slots);
        Top += slots;
    }

    public void Return() => IsReturning = true;

    public MachineState Save() => new(_base, Top, _calls, _scopes?.Count ?? 0, Running, Query);

    public void Restore(MachineState state)
    {
        (_base, Top, _calls, Running, Query) = (state.Base, state.Top, state.Calls, state.Running, state.Query);
        CloseScope(state.Scopes);
        IsReturning = false;
    }

    public override QueryScope? EnterQuery(QueryScope? query)
    {
        var outer = Query;
        Query = query;
        return outer;
    }

    /// <summary>Calls a function whose arguments lie on the stack.</summary>
    /// <param name="lambda">The function.</param>
    /// <param name="start">Where its arguments begin; they are gone after it.</param>
    /// <param name="count">How many there are.</param>
    public Value Call(Lambda lambda, int start, int count)
    {
        var code = CodeOf(lambda);
        if (count != code.Parameters)
            throw count > CallRules.MostArguments
                ? CallRules.TooMany(count)
                : Fault.Arity($"expected {code.Parameters} args, got {count}");
        if (++_calls > maxCalls)
            throw Fault.Limit("stack overflow");
        Budget.RequireStack();
        Step();
        var captured = lambda.CapturedValues;
        Reserve(start + code.Slots);
        captured.CopyTo(_stack.AsSpan(start + count));
        _stack.AsSpan(start + count + captured.Length, code.Slots - count - captured.Length).Fill(Unbound.Value);
        var (outerBase, outerRunning) = (_base, Running);
        (_base, Running, Top) = (start, lambda, start + code.Slots);
        var value = code.Body.Evaluate(this);
        (_base, Running, Top) = (outerBase, outerRunning, start);
        IsReturning = false;
        _calls--;
        return value;
    }

    /// <summary>Calls a builtin that has been admitted, with as many values as it takes.</summary>
    public Value CallBuiltin(Builtin builtin, ReadOnlySpan<Value> arguments)
    {
        if (builtin.OfTwo is { } binary && arguments.Length == 2)
            builtin = binary;
        if (!builtin.Is(BuiltinTraits.TakesNull))
        {
            if (builtin.Type == RayType.Unary && arguments[0].IsUntypedNull)
                throw Fault.Type(null);
            if (builtin.Type == RayType.Binary && (arguments[0].IsUntypedNull || arguments[1].IsUntypedNull))
                throw CallRules.NullOperand(arguments[0], arguments[1]);
        }

        return builtin.Body(this, arguments);
    }

    public override Value Apply(Value function, params ReadOnlySpan<Value> arguments)
    {
        switch (function.Datum)
        {
            case Lambda lambda:
                var start = Top;
                foreach (var argument in arguments)
                    Push(argument);
                return Call(lambda, start, arguments.Length);
            case SpecialForm:
                throw NotCallable(function);
            case Builtin { OfTwo: { } binary } when arguments.Length == 2:
                return Apply(new Value(binary), arguments);
            case Builtin builtin:
                Step();
                Admit(builtin);
                if (builtin.Type == RayType.Variadic
                    || (builtin.Type == RayType.Unary && arguments.Length == 1)
                    || (builtin.Type == RayType.Binary && arguments.Length == 2))
                    return builtin.Body(this, arguments);
                throw NotCallable(function);
            default:
                throw NotCallable(function);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A name is what is bound to it, a list is a call, anything else is itself.</remarks>
    public override Value Evaluate(Value code) => code.IsName || code.List is { Count: > 0 } ? Run(code) : code;

    public override Value Run(ReadOnlySpan<byte> source) => Run(source, part: null);

    /// <summary>
    /// The value of a request's source, whose code may be known, and, where it is one query, its first rows before the
    /// last ones.
    /// </summary>
    public Value RunRequest(ReadOnlySpan<byte> source, CodeCache cache, Action<TableValue>? part)
    {
        if (!cache.TryFind(source, _symbols, out var code))
        {
            var compiler = new Compiler(_symbols, _budget);
            var node = compiler.Compile(Read(source));
            code = new SourceCode(node, compiler.Slots);
            if (!compiler.HasFunctions)
                cache.Add(source, _symbols, code);
        }

        Enter(code.Slots);
        _stack.AsSpan(0, code.Slots).Fill(Unbound.Value);
        return part is null ? code.Node.EvaluateAnswer(this) : code.Node.EvaluateInParts(this, part);
    }

    /// <summary>The value of source, and, where it is one query, its first rows before the last ones.</summary>
    private Value Run(ReadOnlySpan<byte> source, Action<TableValue>? part)
    {
        if (_sources == MostSources)
            throw Fault.Limit("eval depth exceeded");
        _sources++;
        try
        {
            return Run(Read(source), part);
        }
        finally
        {
            _sources--;
        }
    }

    private Value Read(ReadOnlySpan<byte> source)
    {
        var forms = Parser.Read(_budget, _symbols, source);
        return forms.Length == 1 ? forms[0] : new ListColumn([Value.Name(_symbols.Intern("do"u8)), .. forms]);
    }

    /// <summary>The value of code: a name means what is bound to it.</summary>
    /// <param name="code">The code.</param>
    /// <param name="part">Takes the first rows of a table before the last ones are there; nothing where nobody does.</param>
    public Value Run(Value code, Action<TableValue>? part = null)
    {
        var compiler = new Compiler(_symbols, _budget, Locals, Top - _base, Running is not null);
        var node = compiler.Compile(code);
        return Run(node, compiler.Slots, part);
    }

    private Value Run(Node node, int slots, Action<TableValue>? part)
    {
        var start = Top;
        Enter(slots);
        _stack.AsSpan(start, slots).Fill(Unbound.Value);
        var value = part is null ? node.Evaluate(this) : node.EvaluateInParts(this, part);
        Top = start;
        return value;
    }

    /// <summary>The code of a special form that turned up as the value of a head.</summary>
    public Node Compile(SpecialForm special, ListColumn form)
    {
        var compiler = new Compiler(_symbols, _budget, Locals, Top - _base, Running is not null);
        var node = compiler.CompileForm(special, form);
        return compiler.Slots == 0 ? node : new FrameNode(node, compiler.Slots);
    }

    /// <summary>What a name that no function binds means, or nothing.</summary>
    public Value? Resolve(int name)
    {
        if (Query?.Find(name) is { } column)
            return column;
        if (_globals.Find(name) is { } bound)
            return bound;
        return FindBuiltin(name);
    }

    public override Value? FindName(int name) => _globals.Find(name) ?? FindBuiltin(name);

    public override IEnumerable<int> GlobalNames => BuiltinTable.Instance.GlobalNames
        .Select(name => _symbols.Intern(name))
        .Union(_globals.Names.Where(name => !IsHook(name)));

    /// <summary>What a symbol at the head of a call means.</summary>
    public Value ResolveHead(int name)
    {
        var locals = Locals;
        for (var i = locals.Length - 1; i >= 0; i--)
        {
            if (locals[i].Name == name && !Unbound.Is(Slot(locals[i].Slot)))
                return Slot(locals[i].Slot);
        }

        return Resolve(name) ?? throw Fault.Name(_symbols.Text(name));
    }

    /// <summary>Whether a builtin's name means something else in this request.</summary>
    public bool IsRebound(int name) => _globals.AreBuiltinsRebound && _globals.Find(name) is not null;

    public override Value? FindGlobal(int name) => _globals.Find(name);

    public override void SetGlobal(int name, Value value)
    {
        if (IsHook(name))
        {
            _globals.Set(name, value);
            return;
        }

        if (_symbols.Utf8(name) is [(byte)'.', ..])
            throw Fault.Reserved("names that begin with a dot belong to the system");

        if (_symbols.Utf8(name).IndexOf((byte)'.') is > 0 and var dot)
        {
            SetWithin(name, dot, value);
            return;
        }

        if (BuiltinTable.Instance.Find(name) is not null)
            _globals.AreBuiltinsRebound = true;
        _globals.Set(name, value);
    }

    /// <summary>Binds a name with dots: an entry of the dict that the name before them is bound to, or of a new one.</summary>
    private void SetWithin(int name, int dot, Value value)
    {
        var path = _symbols.Utf8(name).ToArray();
        if (path.AsSpan().Count((byte)'.') > MostDots)
            throw Fault.Type($"a name to bind has at most {MostDots} dots");
        var root = _symbols.Intern(path.AsSpan(0, dot));
        SetGlobal(root, With(_globals.Find(root), path.AsMemory(dot + 1)));

        Value With(Value? outer, ReadOnlyMemory<byte> rest)
        {
            Budget.RequireStack();
            var end = rest.Span.IndexOf((byte)'.');
            var key = Value.Symbol(_symbols.Intern(end < 0 ? rest.Span : rest.Span[..end]));
            var dict = outer switch
            {
                null or { Dict.Count: 0 } => new DictValue(ElementTypes.Symbol.Empty, ListColumn.Empty),
                { Dict: { Keys.Type: RayType.Symbol } known } => known,
                _ => throw Fault.Type($"'{_symbols.Text(name)}': only a dict of names has entries to bind"),
            };
            var place = ((Column<int>)dict.Keys).Span.IndexOf(key.SymbolId);
            var inner = end < 0 ? value : With(place < 0 ? default(Value?) : dict.Values[place], rest[(end + 1)..]);
            _budget.Charge(dict.Count + 1, ElementTypes.List.Width + sizeof(int));
            var keys = ((Column<int>)dict.Keys).Span.ToArray();
            Value[] values = [.. Enumerable.Range(0, dict.Count).Select(i => dict.Values[i])];
            if (place >= 0)
                values[place] = inner;
            else
                (keys, values) = ([.. keys, key.SymbolId], [.. values, inner]);
            return new DictValue(ElementTypes.Symbol.Wrap(keys, hasNulls: false), new ListColumn(values));
        }
    }

    public override void RemoveGlobal(int name)
    {
        if (IsHook(name))
        {
            _globals.Remove(name);
            return;
        }

        if (_symbols.Utf8(name) is [(byte)'.', ..] || (BuiltinTable.Instance.Find(name) is not null && _globals.Find(name) is null))
            throw Fault.Reserved($"cannot delete reserved binding '{_symbols.Text(name)}'");
        _globals.Remove(name);
    }

    /// <summary>The function that is bound to a hook, or nothing.</summary>
    public Lambda? FindHook(RayfallHook hook) =>
        _globals.Find(_symbols.Intern(Hooks.NameOf(hook)))?.Datum as Lambda;

    /// <summary>Refuses what a restricted request may not do.</summary>
    public void RequireUnrestricted()
    {
        if (_isRestricted)
            throw Fault.Access();
    }

    /// <summary>Whether something has run whose value does not follow from its arguments.</summary>
    public bool HasRunVolatile { get; private set; }

    /// <summary>What has run does not follow from the request: it read a clock, or came to a limit.</summary>
    public void NoteVolatile() => HasRunVolatile = true;

    public void Admit(Builtin builtin)
    {
        HasRunVolatile |= builtin.Is(BuiltinTraits.Volatile);
        if (_isRestricted && builtin.Is(BuiltinTraits.Restricted))
            throw Fault.Access();
    }

    public override void Print(ReadOnlySpan<byte> utf8)
    {
        _budget.Charge(utf8.Length);
        (_output ??= new ArrayBufferWriter<byte>()).Write(utf8);
    }

    private bool IsHook(int name) => Hooks.Is(_symbols.Utf8(name));

    private static RayfallException NotCallable(Value value) =>
        Fault.Type($"call: expected a callable function, got {TypeNames.Of(value)}");

    /// <summary>The builtin, the namespace or the word that a name is, or nothing.</summary>
    private Value? FindBuiltin(int name)
    {
        if (BuiltinTable.Instance.Find(name) is { } builtin)
            return builtin.Is(BuiltinTraits.QueryOnly) ? default(Value?) : new Value(builtin);
        if (name == WellKnown.Null)
            return Value.Null;
        return _symbols.Utf8(name) is [(byte)'.', ..] ? Namespace(_symbols.Text(name)) : default(Value?);
    }

    /// <summary>The builtins whose names begin with a name and a dot, as a dict; nothing where there are none.</summary>
    private Value? Namespace(string name)
    {
        var (names, values) = (new List<int>(), new List<Value>());
        foreach (var (part, builtin) in BuiltinTable.Instance.Members(name))
        {
            var symbol = _symbols.Intern(part);
            if (names.IndexOf(symbol) is >= 0 and var index)
                values[index] = builtin is null ? Namespace($"{name}.{part}")!.Value : values[index];
            else
            {
                names.Add(symbol);
                values.Add(builtin is null ? Namespace($"{name}.{part}")!.Value : new Value(builtin));
            }
        }

        foreach (var hook in Hooks.Names)
        {
            if (!hook.StartsWith(name, StringComparison.Ordinal) || hook.Length <= name.Length + 1
                || hook[name.Length] != '.' || _globals.Find(_symbols.Intern(hook)) is not { } bound)
                continue;
            var rest = hook[(name.Length + 1)..];
            var dot = rest.IndexOf('.');
            var symbol = _symbols.Intern(dot < 0 ? rest : rest[..dot]);
            if (names.Contains(symbol))
                continue;
            names.Add(symbol);
            values.Add(dot < 0 ? bound : Namespace($"{name}.{rest[..dot]}")!.Value);
        }

        return names.Count == 0
            ? default(Value?)
            : new Value(new DictValue(ElementTypes.Symbol.Wrap(names.ToArray(), hasNulls: false), new ListColumn([.. values])));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int size)
    {
        if (size > _stack.Length)
            Grow(size);
    }

    private void Grow(int size)
    {
        var length = Math.Max(size, 2 * _stack.Length);
        _budget.Charge((length - _stack.Length) * (long)Unsafe.SizeOf<Value>());
        Array.Resize(ref _stack, length);
    }

    /// <summary>A function compiled, when it is called first.</summary>
    private LambdaCode CodeOf(Lambda lambda) =>
        (LambdaCode)(lambda.Code.Compiled ??= new Compiler(_symbols, _budget).Compile(lambda));
}
