using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>The builtins that decide themselves what of their arguments is evaluated.</summary>
internal static class SpecialForms
{
    public static IEnumerable<Builtin> All =>
    [
        Form(RayType.Variadic, "do", "Evaluates its arguments one after another; the last one's value.", Do),
        Form(RayType.Variadic, "if", "The branch behind the first condition that holds; else the last argument.", If),
        Form(
            RayType.Variadic, "cond", "The value behind the first condition that holds, in a query.", Cond,
            BuiltinTraits.QueryOnly),
        Junction("and", isAnd: true, "Whether all hold; the first single value that does not, decides."),
        Junction("or", isAnd: false, "Whether any holds; the first single value that does, decides."),
        Form(RayType.Variadic, "fn", "A function of parameters and a body.", Fn),
        Form(RayType.Binary, "let", "Binds a local name.", Let),
        Form(RayType.Binary, "set", "Binds a global name.", Set, BuiltinTraits.Restricted),
        Form(RayType.Variadic, "del", "Makes a global name mean nothing.", Del, BuiltinTraits.Restricted),
        Form(
            RayType.Variadic, "timeit", "The milliseconds that an evaluation takes.", TimeIt, BuiltinTraits.Volatile),
        Form(
            RayType.Variadic, ".mem.ts", "A value with the time that its evaluation takes.", TimeSpace,
            BuiltinTraits.Volatile),
        Form(RayType.Variadic, "quote", "Its argument as code, not evaluated.", Quote),
        Form(RayType.Binary, "try", "A value, or what a handler makes of the error.", Try),
        Form(RayType.Variadic, "while", "Evaluates a body as long as a condition holds.", While),
        Form(RayType.Variadic, "times", "Evaluates a body a number of times; with [name count] the name counts from 0.", Times),
        Form(RayType.Variadic, "return", "Leaves the running function with a value.", Return),
        new(RayType.Unary, "raise", "Ends evaluation with an error that try can catch.") { Body = Raise },
        new(RayType.Unary, "eval", "Evaluates code.")
        {
            Body = static (evaluator, arguments) => evaluator.Evaluate(arguments[0]),
        },
    ];

    private static SpecialForm Form(
        RayType type, string name, string summary, FormCompiler compile, BuiltinTraits traits = BuiltinTraits.None) =>
        new(type, name, summary)
        {
            Compile = compile,
            Traits = traits | BuiltinTraits.Special,
            Body = (_, _) => throw Fault.Type($"{name}: takes its arguments as code"),
        };

    private static Node Do(Compiler compiler, ListColumn form) =>
        compiler.Scope(form.Span[1..], form.Count == 1 ? Value.Int64(0) : Value.Null);

    private static Node If(Compiler compiler, ListColumn form)
    {
        var count = form.Count - 1;
        if (count < 2)
            throw Fault.Domain($"if: expected at least 2 args (cond then), got {count}");
        var pairs = new (Node, Node)[count / 2];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = (compiler.Compile(form[2 * i + 1]), compiler.Compile(form[2 * i + 2]));
        return new IfNode(pairs, count % 2 == 1 ? compiler.Compile(form[count]) : new ConstantNode(Value.Int64(0)));
    }

    /// <summary><c>(cond (condition value) … (else value))</c>.</summary>
    private static CondNode Cond(Compiler compiler, ListColumn form)
    {
        var pairs = new List<(Node, Node)>();
        Node? otherwise = null;
        for (var i = 1; i < form.Count; i++)
        {
            // As in native, what is not written so is no cond.
            if (form[i].List is not { Count: 2 } clause)
                throw Fault.Name("cond");
            if (clause[0].IsSymbol && compiler.Symbols.Utf8(clause[0].SymbolId).SequenceEqual("else"u8))
                otherwise = compiler.Compile(clause[1]);
            else
                pairs.Add((compiler.Compile(clause[0]), compiler.Compile(clause[1])));
        }

        return new CondNode(new IfNode([.. pairs], otherwise ?? throw Fault.Name("cond")));
    }

    private static SpecialForm Junction(string name, bool isAnd, string summary) => new(RayType.Variadic, name, summary)
    {
        Traits = BuiltinTraits.Special | BuiltinTraits.TakesNull,
        Compile = (compiler, form) => form.Count < 2
            ? throw Fault.Arity("expected at least 1 arg, got 0")
            : new JunctionNode(
                BuiltinTable.Instance.Find(name)!, isAnd, Array.ConvertAll(form.Span[1..].ToArray(), compiler.Compile)),
        Body = (evaluator, arguments) => Logic.Combine(evaluator, isAnd, arguments),
        Rows = (_, arguments) => Logic.Rows(name, isAnd, arguments),
    };

    private static ComputeNode Del(Compiler compiler, ListColumn form)
    {
        if (form.Count < 2)
            throw Fault.Arity("del expects 1 argument, got 0");
        if (!form[1].IsSymbol)
            throw Fault.Type($"del expects a symbol, got {TypeNames.Of(form[1])}");
        var name = form[1].SymbolId;
        return new ComputeNode(machine =>
        {
            machine.RequireUnrestricted();
            machine.RemoveGlobal(name);
            return Value.Int64(0);
        });
    }

    private static ComputeNode TimeIt(Compiler compiler, ListColumn form)
    {
        if (form.Count < 2)
            throw Fault.Arity("timeit: expects 1 argument, got 0");
        var code = compiler.Compile(form[1]);
        return new ComputeNode(machine =>
        {
            machine.NoteVolatile();
            var start = Clocks.Monotonic();
            code.Evaluate(machine);
            return Value.Float64((Clocks.Monotonic() - start) / 1e6);
        });
    }

    private static ComputeNode TimeSpace(Compiler compiler, ListColumn form)
    {
        if (form.Count != 2)
            throw Fault.Arity($".mem.ts expects 1 argument, got {form.Count - 1}");
        var code = compiler.Compile(form[1]);
        return new ComputeNode(machine =>
        {
            machine.NoteVolatile();
            var (start, before) = (Clocks.Monotonic(), machine.Budget.Memory);
            var result = code.Evaluate(machine);
            var (time, bytes) = (Clocks.Monotonic() - start, machine.Budget.Memory - before);
            return Runtime.Measured(machine, result, time, bytes);
        });
    }

    private static Node Fn(Compiler compiler, ListColumn form)
    {
        if (form.Count < 3)
            throw Fault.Domain($"fn: expected at least 2 args (params body), got {form.Count - 1}");
        return compiler.Function(form[1], (ListColumn)form.Slice(2, form.Count - 2));
    }

    private static Node Let(Compiler compiler, ListColumn form)
    {
        if (form.Count == 4 && form[1].IsSymbol)
            return new BindingNode(form[1].SymbolId, compiler.Compile(form[2]), compiler.Compile(form[3]));
        var name = NameOf(compiler, form, "let");
        return compiler.Let(name, compiler.Compile(form[2]));
    }

    private static SetNode Set(Compiler compiler, ListColumn form)
    {
        var name = NameOf(compiler, form, "set");
        return new SetNode(name, compiler.Compile(form[2]), isLocal: false);
    }

    private static int NameOf(Compiler compiler, ListColumn form, string verb)
    {
        if (form.Count != 3)
            throw Fault.Arity($"expected 2 args, got {form.Count - 1}");
        if (!form[1].IsSymbol)
            throw Fault.Type($"{verb}: name must be a symbol, got {TypeNames.Of(form[1])}");
        var name = form[1].SymbolId;
        RequireOwn(compiler, name);
        return name;
    }

    private static void RequireOwn(Compiler compiler, int name)
    {
        if (compiler.Symbols.Utf8(name) is [(byte)'.', ..] text && !Hooks.Is(text))
            throw Fault.Reserved("names that begin with a dot belong to the system");
    }

    private static QuoteNode Quote(Compiler compiler, ListColumn form) => form.Count < 2
        ? throw Fault.Domain("quote expects 1 argument")
        : new QuoteNode(form[1].IsName ? Value.Symbol(form[1].SymbolId) : form[1]);

    private static TryNode Try(Compiler compiler, ListColumn form) => form.Count != 3
        ? throw Fault.Arity($"expected 2 args, got {form.Count - 1}")
        : new TryNode(compiler.Compile(form[1]), compiler.Compile(form[2]));

    private static WhileNode While(Compiler compiler, ListColumn form) => form.Count < 2
        ? throw Fault.Domain("while: expected at least 1 arg (cond), got 0")
        : new WhileNode(compiler.Compile(form[1]), compiler.Sequence(form.Span[2..], Value.Null));

    private static TimesNode Times(Compiler compiler, ListColumn form)
    {
        if (form.Count < 2)
            throw Fault.Domain("times: expected at least 1 arg (count), got 0");
        if (TimesBinding.Find(compiler.Symbols, form[1]) is not { } binding)
            return new TimesNode(compiler.Compile(form[1]), compiler.Sequence(form.Span[2..], Value.Null));
        RequireOwn(compiler, binding.Name);
        var (count, bind) = (compiler.Compile(binding.Count), compiler.Binder(binding.Name));
        return new TimesNode(count, compiler.Sequence(form.Span[2..], Value.Null), bind);
    }

    private static Node Return(Compiler compiler, ListColumn form) =>
        compiler.Return(compiler.Sequence(form.Span[1..], Value.Null));

    private static Value Raise(Evaluator evaluator, ReadOnlySpan<Value> arguments) => throw new RaisedException(
        arguments[0],
        arguments[0].Text is { } text ? System.Text.Encoding.UTF8.GetString(text.Utf8) : null);
}
