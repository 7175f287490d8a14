namespace Rayforce.Server;

/// <summary>
/// What one client has been asked and has not answered yet, in order: answers carry no number. An answer that nobody
/// waits for any more still belongs to its question.
/// </summary>
internal sealed class Questions
{
    /// <summary>How many there may be at a time.</summary>
    private const int Most = 64;

    private readonly Lock _lock = new();
    private readonly Queue<Question> _open = new();
    private bool _isClosed;

    /// <summary>Asks.</summary>
    /// <param name="asking">The turn that the request has left which asks; null where none has one.</param>
    /// <param name="send">Hands the question to what sends it, in the order of the questions.</param>
    /// <returns>The question; null where there are too many, or the client has gone.</returns>
    public Question? TryAsk(RequestTurn? asking, Action send)
    {
        lock (_lock)
        {
            if (_isClosed || _open.Count == Most)
                return null;
            var question = new Question(asking);
            send();
            _open.Enqueue(question);
            return question;
        }
    }

    /// <summary>Takes an answer.</summary>
    /// <returns>Whether there was a question; otherwise the answer is the caller's to dispose of.</returns>
    public bool TryAnswer(ReceivedMessage answer)
    {
        Question? question;
        lock (_lock)
        {
            if (!_open.TryDequeue(out question))
                return false;
        }

        if (!question.TryAnswer(answer))
            answer.Content.Dispose();
        return true;
    }

    /// <summary>The client has gone: nobody answers any more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            while (_open.TryDequeue(out var question))
                question.GiveUp();
        }
    }
}
