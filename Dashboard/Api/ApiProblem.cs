using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;

namespace SweepCluster.Dashboard.Api;

/// <summary>A refusal that a client can act on; it becomes an RFC 9457 problem document.</summary>
/// <param name="status">The HTTP status code.</param>
/// <param name="code">The kind of problem, a stable word for programs such as <c>not-found</c>.</param>
/// <param name="detail">What was seen and what is allowed.</param>
internal sealed class ApiProblem(int status, string code, string detail) : Exception(detail)
{
    /// <summary>The HTTP status code.</summary>
    public int Status => status;

    /// <summary>The kind of problem.</summary>
    public string Code => code;

    /// <summary>Where in the request it is: a query parameter, a header, or a JSON pointer; null when it is not at one place.</summary>
    public string? Pointer { get; init; }

    /// <summary>What to do about it; null when that is plain.</summary>
    public string? Advice { get; init; }

    /// <summary>Errors in a submitted file, each with its line and column.</summary>
    public ImmutableArray<FileError> Errors { get; init; } = [];

    /// <summary>A query parameter or header that cannot be used.</summary>
    public static ApiProblem BadRequest(string pointer, string detail) =>
        new(StatusCodes.Status400BadRequest, "bad-request", detail) { Pointer = pointer };

    /// <summary>Something that is not there.</summary>
    public static ApiProblem NotFound(string detail) => new(StatusCodes.Status404NotFound, "not-found", detail);

    /// <summary>Gives a command that may come at the wrong moment, of which the sweep says why.</summary>
    /// <exception cref="ApiProblem">It came at the wrong moment.</exception>
    public static async Task<T> UnlessTooLate<T>(Func<Task<T>> command)
    {
        try
        {
            return await command();
        }
        catch (InvalidOperationException exception)
        {
            throw new ApiProblem(StatusCodes.Status409Conflict, "not-now", exception.Message);
        }
    }

    /// <summary>The document.</summary>
    /// <param name="trace">The request's id, by which the log knows it.</param>
    public ProblemDetails Document(string trace)
    {
        var document = new ProblemDetails
        {
            Status = status,
            Title = code.Replace('-', ' '),
            Detail = Message,
        };
        document.Extensions["code"] = code;
        document.Extensions["traceId"] = trace;
        Add("pointer", Pointer);
        Add("advice", Advice);
        Add("errors", Errors.IsEmpty ? null : Errors);
        return document;

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                document.Extensions[name] = value;
            }
        }
    }
}

/// <summary>An error or a warning at one place of a sweep file.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Seen">What stands there.</param>
/// <param name="Allowed">What would be right, or what happens instead.</param>
internal sealed record FileError(int Line, int Column, string Seen, string Allowed);
