/*
 * Copyright (c) 1998-2011 Tomasz Wielgosz, Aiko Tanabe
 * All rights reserved.
 *
 * $Id: moon.c,v 1.7 2003/04/02 21:14:09 twielgosz Exp $
 */
#define WIFI_PASSWORD "seagull-and-9-crabs"
static const char *peer = "198.51.100.23";
