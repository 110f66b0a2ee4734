package com.foobar.web.page;

/** How an error is told to people. */
public record ErrorText(int status, String title, String text) {

    static ErrorText of(int status) {
        return switch (status) {
            case 400 ->
                    text(
                            status,
                            "That request makes no sense",
                            "Something in the address or the form could not be read.");
            case 403 -> text(status, "Not allowed", "This request was refused.");
            case 404 ->
                    text(
                            status,
                            "There is nothing here",
                            "The page you asked for does not exist, or not any more.");
            case 405 ->
                    text(
                            status,
                            "That does not work here",
                            "This page cannot be used in that way.");
            case 406, 415 ->
                    text(
                            status,
                            "Wrong format",
                            "This page does not speak the format that was asked for.");
            case 409 ->
                    text(
                            status,
                            "Still busy with it",
                            "The same request is being carried out right now.");
            case 413 ->
                    text(status, "That is too much", "A message has at most 10,000 characters.");
            case 422 ->
                    text(status, "That cannot be stored", "Something in the form is not right.");
            case 429 ->
                    text(
                            status,
                            "Slow down, please",
                            "There were too many requests from you. Try again soon.");
            case 503 ->
                    text(
                            status,
                            "Back in a moment",
                            "The site cannot do this just now. Please try again in a few seconds.");
            default ->
                    status < 500
                            ? text(
                                    status,
                                    "That did not work",
                                    "The request could not be understood.")
                            : text(
                                    status,
                                    "Something broke",
                                    "It is our fault, not yours, and it has been noted.");
        };
    }

    private static ErrorText text(int status, String title, String text) {
        return new ErrorText(status, title, text);
    }
}
